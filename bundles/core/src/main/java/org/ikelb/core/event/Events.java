package org.ikelb.core.event;

/**
 * Where events go.
 *
 * <p>Thread-safe.
 */
public interface Events {
  /** Says it at once. May block for the log: never from an event loop. */
  void say(Event event);

  /** Says it soon, on another thread; leaves it out if too much is waiting there already. */
  void sayLater(Event event);

  /** Whether anybody wants to know of single sessions; else their events need not be made. */
  boolean wantsSessions();
}
