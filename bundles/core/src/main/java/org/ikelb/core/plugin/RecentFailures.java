package org.ikelb.core.plugin;

/**
 * The last calls of a kind that went wrong, and whether they are too many: 10 within 60 s.
 *
 * <p>Thread-safe.
 */
final class RecentFailures {
  private static final int TOO_MANY = 10;
  static final long WINDOW_NANOS = 60_000_000_000L;

  private final long[] nanos = new long[TOO_MANY];
  private long count;

  /** Adds one; says whether they are too many now. */
  synchronized boolean areTooMany(long nowNanos) {
    nanos[(int) (count++ % TOO_MANY)] = nowNanos;
    int oldest = (int) (count % TOO_MANY);
    return count >= TOO_MANY && nowNanos - nanos[oldest] <= WINDOW_NANOS;
  }
}
