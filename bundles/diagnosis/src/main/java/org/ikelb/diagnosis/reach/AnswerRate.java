package org.ikelb.diagnosis.reach;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * At most so many answers a second.
 *
 * <p>Thread-safe, without a lock.
 */
final class AnswerRate {
  private static final int COUNT_BITS = 16;
  private static final long NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long COUNT = (1L << COUNT_BITS) - 1;

  private final int perSecond;
  private final AtomicLong secondAndCount = new AtomicLong();

  /**
   * Sets the limit.
   *
   * @param perSecond below 65,535
   */
  AnswerRate(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Whether there may be one more now. */
  boolean take(long nowNanos) {
    long second = Math.floorDiv(nowNanos, NANOS_A_SECOND) << COUNT_BITS;
    long taken =
        secondAndCount.updateAndGet(
            old -> (old & ~COUNT) == second ? Math.min(old + 1, second | COUNT) : second | 1);
    return (taken & COUNT) <= perSecond;
  }
}
