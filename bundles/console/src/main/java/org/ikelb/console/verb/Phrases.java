package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.stream.Collectors;

/** Phrases that several verbs use. Pure functions. */
final class Phrases {
  private Phrases() {}

  /** {@code 1,204 established sessions, 3 half-open}. */
  static String sessions(int established, int halfOpen) {
    return count(established, "established session") + ", " + count(halfOpen) + " half-open";
  }

  /** {@code view; with FILE admin}. */
  static String roles(Syntax syntax) {
    String words =
        syntax.adminWords().stream().map(syntax::shown).collect(Collectors.joining(" or "));
    return syntax.role().word() + (words.isEmpty() ? "" : "; with " + words + " admin");
  }
}
