package org.ikelb.exporter.rras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes a script apart into code, strings and comments, as PowerShell does: single quotes end at
 * the next one that is not doubled, double quotes know the backtick, {@code #} comments to the end
 * of the line, {@code <# #>} across lines; curly quotes count as straight ones. Here-strings and
 * {@code $( )} in strings are not used and refused.
 */
final class PowerShellText {
  private static final String SINGLE = "'\u2018\u2019\u201a\u201b";
  private static final String DOUBLE = "\"\u201c\u201d\u201e";
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w$.-])[A-Z][a-z]+-[A-Z]\\w+|(?<=\\s)-[A-Za-z]\\w*");

  private final String text;
  private final StringBuilder code = new StringBuilder();
  private final List<String> strings = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;

  private PowerShellText(String text) {
    this.text = text;
  }

  /** Fails if anything that was opened is not closed. */
  static PowerShellText parse(String text) {
    PowerShellText parsed = new PowerShellText(text);
    while (parsed.at < text.length()) {
      parsed.next();
    }
    if (!parsed.open.isEmpty()) {
      throw new IllegalArgumentException("not closed: " + parsed.open);
    }
    return parsed;
  }

  /** Without comments; strings are empty. */
  String code() {
    return code.toString();
  }

  /** What stands in quotes. */
  List<String> strings() {
    return List.copyOf(strings);
  }

  /** Commands and parameters, in their order. */
  List<String> words() {
    return WORD.matcher(code).results().map(MatchResult::group).toList();
  }

  private void next() {
    char c = text.charAt(at);
    if (text.startsWith("<#", at)) {
      at = after("#>", at + 2);
    } else if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (text.startsWith("@'", at) || text.startsWith("@\"", at)) {
      throw new IllegalArgumentException("a here-string at " + at);
    } else if (SINGLE.indexOf(c) >= 0) {
      string(SINGLE);
    } else if (DOUBLE.indexOf(c) >= 0) {
      string(DOUBLE);
    } else {
      bracket(c);
      code.append(c);
      at++;
    }
  }

  private void string(String quotes) {
    int start = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean ends = quotes.indexOf(c) >= 0;
      boolean doubled = ends && at + 1 < text.length() && quotes.indexOf(text.charAt(at + 1)) >= 0;
      if (c == '\n' || (quotes.equals(DOUBLE) && text.startsWith("$(", at))) {
        throw new IllegalArgumentException("in a string at " + at);
      }
      if (ends && !doubled) {
        strings.add(text.substring(start, at++));
        code.append("''");
        return;
      }
      at += doubled || (c == '`' && quotes.equals(DOUBLE)) ? 2 : 1;
    }
    throw new IllegalArgumentException("a string does not end: from " + start);
  }

  private void bracket(char c) {
    if ("([{".indexOf(c) >= 0) {
      open.push(c);
    } else if (")]}".indexOf(c) >= 0
        && (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(c))) {
      throw new IllegalArgumentException("a bracket too many at " + at);
    }
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    if (found < 0) {
      throw new IllegalArgumentException("a comment does not end: from " + from);
    }
    return found + end.length();
  }
}
