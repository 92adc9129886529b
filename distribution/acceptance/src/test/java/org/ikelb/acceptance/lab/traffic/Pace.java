package org.ikelb.acceptance.lab.traffic;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets things happen so many times a second.
 *
 * <p>Not thread-safe.
 */
final class Pace {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long startNanos = System.nanoTime();
  private final int perSecond;
  private long count;

  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Waits until the next one is due. */
  void await() {
    long dueNanos = startNanos + count++ * SECOND_NANOS / perSecond;
    long waitNanos = dueNanos - System.nanoTime();
    if (waitNanos > 0) {
      LockSupport.parkNanos(waitNanos);
    }
  }
}
