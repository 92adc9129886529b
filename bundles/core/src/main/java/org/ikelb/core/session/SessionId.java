package org.ikelb.core.session;

/**
 * A session's number, as people type it: short, since they do.
 *
 * <p>Pure functions.
 */
final class SessionId {
  private static final int RADIX = 36;

  private SessionId() {}

  static String of(long number) {
    return Long.toString(number, RADIX);
  }

  /**
   * The number that an id stands for.
   *
   * @throws NumberFormatException if it is no id
   */
  static long numberOf(String id) {
    return Long.parseLong(id, RADIX);
  }
}
