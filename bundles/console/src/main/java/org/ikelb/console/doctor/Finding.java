package org.ikelb.console.doctor;

/**
 * What a look at one thing found. Immutable.
 *
 * @param subject what was looked at: {@code socket buffers}
 * @param verdict whether it is as it should be
 * @param found how it is
 * @param remedy what to do about it; empty: nothing
 */
public record Finding(String subject, Verdict verdict, String found, String remedy) {

  /** How bad it is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** ikelb runs, but not as well as it could. */
    WARNING,
    /** ikelb cannot do its work. */
    PROBLEM
  }

  static Finding ok(String subject, String found) {
    return new Finding(subject, Verdict.OK, found, "");
  }

  static Finding warning(String subject, String found, String remedy) {
    return new Finding(subject, Verdict.WARNING, found, remedy);
  }

  static Finding problem(String subject, String found, String remedy) {
    return new Finding(subject, Verdict.PROBLEM, found, remedy);
  }
}
