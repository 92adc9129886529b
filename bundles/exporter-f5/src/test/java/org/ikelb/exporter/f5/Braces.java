package org.ikelb.exporter.f5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what tmsh and bigip.conf have in common: words, quoted words and blocks in braces. Comments
 * are dropped. A property is a word and a value, or a word and a block. Used once.
 */
final class Braces {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\G\\s*(?:#[^\\n]*|\"([^\"\\\\$\\[\\]\\n]*)\"|([{}])|([^\\s\"{}#\\\\$\\[\\];]+))");

  private final List<String> tokens = new ArrayList<>();
  private int at;

  Braces(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      end = matcher.end();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          tokens.add(matcher.group(group));
        }
      }
    }
    if (!text.substring(end).isBlank()) {
      throw new AssertionError("cannot be read: " + text.substring(end));
    }
  }

  boolean hasMore() {
    return at < tokens.size();
  }

  String word() {
    return tokens.get(at++);
  }

  /** All words up to a block, and the block. */
  Object[] stanza() {
    List<String> head = new ArrayList<>();
    while (!tokens.get(at).equals("{")) {
      head.add(word());
    }
    return new Object[] {head, block()};
  }

  private Map<String, Object> block() {
    expect("{");
    Map<String, Object> block = new LinkedHashMap<>();
    while (!tokens.get(at).equals("}")) {
      String key = word();
      if (tokens.get(at).equals("replace-all-with")) {
        at++;
      }
      Object value = tokens.get(at).equals("{") ? block() : word();
      if (block.put(key, value) != null) {
        throw new AssertionError(key + " twice");
      }
    }
    expect("}");
    return block;
  }

  private void expect(String token) {
    if (!word().equals(token)) {
      throw new AssertionError("no " + token + " at " + at + " of " + tokens);
    }
  }
}
