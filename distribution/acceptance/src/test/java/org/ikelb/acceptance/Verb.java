package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What {@code bin/ikelb VERB} answered.
 *
 * @param line the command line, for messages
 * @param exit exit code
 * @param out standard output
 * @param err standard error
 */
public record Verb(String line, int exit, String out, String err) {
  /** This answer, if the exit code is 0; else fails with all that was said. */
  public Verb done() {
    assertEquals(0, exit, this::toString);
    return this;
  }

  @Override
  public String toString() {
    return "$ ikelb " + line + "\n" + out + err + "(exit code " + exit + ")";
  }
}
