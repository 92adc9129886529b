package org.ikelb.console.output;

/** How a verb ended, as a number for scripts. Immutable. */
public enum ExitCode {
  DONE(0, "done"),
  REFUSED(1, "refused: bad input, or something stands against it; nothing was changed"),
  NOT_FOUND(2, "not found: no such thing by that name"),
  PARTLY_DONE(3, "partly done"),
  NOT_RUNNING(4, "ikelb is not running, or the part of it that was asked for is not");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** One line for the reference page. */
  public String meaning() {
    return meaning;
  }
}
