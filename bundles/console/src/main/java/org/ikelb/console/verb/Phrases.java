package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

/** Phrases that several verbs use. Pure functions. */
final class Phrases {
  private Phrases() {}

  /** {@code 1,204 established sessions, 3 half-open}. */
  static String sessions(int established, int halfOpen) {
    return count(established, "established session") + ", " + count(halfOpen) + " half-open";
  }
}
