package org.ikelb.core.plan;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the sessions that a pool's balancing method has placed: methods that take turns go by it,
 * and keep nothing themselves, so that asking one changes nothing.
 *
 * <p>Thread-safe.
 */
public final class Turns {
  private final AtomicInteger next = new AtomicInteger();

  /** Whose turn it is next; it may overflow. */
  public int next() {
    return next.get();
  }

  /** Whose turn it is: nobody else has the same. */
  public int take() {
    return next.getAndIncrement();
  }
}
