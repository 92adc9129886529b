package org.ikelb.launcher;

import java.util.Set;

/** What a shell does not hand over to ikelb. Pure functions. */
final class ShellWords {
  static final String END = "exit";
  private static final Set<String> ENDS = Set.of(END, "quit", "bye");

  private ShellWords() {}

  /** Whether the line ends the shell, which never ends ikelb. */
  static boolean isEnd(String line) {
    return ENDS.contains(line.strip());
  }

  /** Whether it is more than a blank line or a comment. */
  static boolean isCommand(String line) {
    String text = line.strip();
    return !text.isEmpty() && !text.startsWith("#");
  }
}
