package org.ikelb.core.plugin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds a plugin that uses much of its event loop's time. It measures what the thread itself
 * computed, for a machine that pauses is no plugin's fault; and at most ten calls a second, since
 * that clock is dear. Slowness is never a failure.
 *
 * <p>Thread-safe.
 */
final class SlowCalls {
  private static final long BETWEEN_SAMPLES_NANOS = 100_000_000L;
  private static final long SLOW_NANOS = 1_000_000L;
  private static final long QUIET_NANOS = 600_000_000_000L;

  private final RecentFailures recent = new RecentFailures();
  private final AtomicLong nextSampleNanos;
  private final AtomicLong quietUntilNanos;
  private volatile long slowUntilNanos;

  SlowCalls(long nowNanos) {
    this.nextSampleNanos = new AtomicLong(nowNanos);
    this.quietUntilNanos = new AtomicLong(nowNanos);
    this.slowUntilNanos = nowNanos;
  }

  /** Whether the call that begins now is to be measured. */
  boolean isSample(long nowNanos) {
    long next = nextSampleNanos.get();
    return nowNanos - next >= 0
        && nextSampleNanos.compareAndSet(next, nowNanos + BETWEEN_SAMPLES_NANOS);
  }

  /** A measured call has ended; says whether it is time to tell people. */
  boolean used(long cpuNanos, long nowNanos) {
    if (cpuNanos <= SLOW_NANOS || !recent.areTooMany(nowNanos)) {
      return false;
    }
    slowUntilNanos = nowNanos + RecentFailures.WINDOW_NANOS;
    long quietUntil = quietUntilNanos.get();
    return nowNanos - quietUntil >= 0
        && quietUntilNanos.compareAndSet(quietUntil, nowNanos + QUIET_NANOS);
  }

  /** Whether ten measured calls of the last minute or two were slow. */
  boolean areMany(long nowNanos) {
    return nowNanos - slowUntilNanos < 0;
  }
}
