package org.ikelb.api;

/**
 * Who asks for something. Immutable.
 *
 * @param name for the log and the history
 * @param role what they may do
 * @param from where they ask, for the audit trail: {@code control socket}, {@code web 192.0.2.7}
 */
public record Caller(String name, Role role, String from) {
  /** ikelb itself: what it does on its own accord, or as the tool of whoever started it. */
  public static final Caller IKELB = new Caller("ikelb", Role.ADMIN);

  /** One who asks from inside. */
  public Caller(String name, Role role) {
    this(name, role, "ikelb");
  }

  /** The same, seen there. */
  public Caller seen(String where) {
    return new Caller(name, role, where);
  }
}
