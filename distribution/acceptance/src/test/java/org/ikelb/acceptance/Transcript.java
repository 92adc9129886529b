package org.ikelb.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Command lines with what was answered, as they would be seen in a terminal, but for what differs
 * from run to run: numbers are N, sizes SIZE, ages AGE, the home directory HOME, columns are one
 * space apart, and equal lines in a row are one. Help is as it is.
 */
final class Transcript {
  private static final String PROMPT = "$ ikelb ";

  /** In this order: a size is a number, too. */
  private static final List<Map.Entry<Pattern, String>> ABSTRACTIONS =
      List.of(
          Map.entry(Pattern.compile("\\b[0-9a-f]{16}[-/][0-9a-f]{1,16}\\b"), "SPIS"),
          Map.entry(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"), "TIME"),
          Map.entry(Pattern.compile("\\b\\d+(\\.\\d+){3}(:\\d+)?\\b"), "ADDRESS"),
          Map.entry(Pattern.compile("\\b\\d+\\.\\d+\\.\\d+([.-]SNAPSHOT)?\\b(?!\\.)"), "VERSION"),
          Map.entry(Pattern.compile("\\b[\\d.,]+ k?M?B\\b"), "SIZE"),
          Map.entry(Pattern.compile("\\b(\\d+[dhms]){1,2}\\b"), "AGE"),
          Map.entry(Pattern.compile("(?m)^[0-9a-z]{1,2}(?= +ADDRESS)"), "ID"),
          Map.entry(Pattern.compile("epoll(, gro)?(, gso)?,"), "TRANSPORT,"),
          Map.entry(Pattern.compile("\\b\\d[\\d,.]*(?<![.,])"), "N"),
          Map.entry(Pattern.compile("[ \\t]+"), " "),
          Map.entry(Pattern.compile("(?m) $"), ""),
          Map.entry(Pattern.compile("(?m)^(.*\\n)\\1+"), "$1"));

  private static final List<Map.Entry<Pattern, String>> NONE = List.of();

  private Transcript() {}

  /** A command line, without the name of the program, and what was answered. */
  record Entry(String line, String answer) {
    /** The verb's first word and how it ended. */
    String kind() {
      return line.replaceFirst(" .*", "") + answer.substring(answer.lastIndexOf("(exit code"));
    }

    String text() {
      return PROMPT + line + "\n" + answer;
    }
  }

  static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String part : Files.readString(file).split("(?m)^\\$ ikelb ", -1)) {
      int end = part.indexOf('\n');
      if (!part.isBlank()) {
        entries.add(new Entry(part.substring(0, end), part.substring(end + 1)));
      }
    }
    return entries;
  }

  static void write(Path file, List<Entry> entries) throws IOException {
    Files.writeString(file, entries.stream().map(Entry::text).collect(Collectors.joining()));
  }

  /** What the verb answered, without what differs from run to run. */
  static String abstracted(Verb verb, Path home) {
    String text = verb.out() + verb.err();
    String answer = text.replace(home.toString(), "HOME");
    for (Map.Entry<Pattern, String> abstraction : isHelp(verb) ? NONE : ABSTRACTIONS) {
      answer = abstraction.getKey().matcher(answer).replaceAll(abstraction.getValue());
    }
    return answer + "(exit code " + verb.exit() + ")\n";
  }

  private static boolean isHelp(Verb verb) {
    return verb.line().startsWith("help") || verb.line().endsWith("--help");
  }
}
