package org.ikelb.api;

/**
 * Who asks for something. Immutable.
 *
 * @param name for the log and the history
 * @param role what they may do
 */
public record Caller(String name, Role role) {
  /** ikelb itself: what it does on its own accord, or as the tool of whoever started it. */
  public static final Caller IKELB = new Caller("ikelb", Role.ADMIN);
}
