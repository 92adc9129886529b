package org.ikelb.core.plugin;

/**
 * The last failures of a plugin, and whether they are too many: 10 within 60 s. Slow calls must be
 * one call in a hundred as well, for a machine that pauses now and then makes any plugin slow.
 *
 * <p>Thread-safe.
 */
final class RecentFailures {
  private static final int TOO_MANY = 10;
  private static final long WINDOW_NANOS = 60_000_000_000L;
  private static final long CALLS_PER_SLOW_ONE = 100;

  private final long[] nanos = new long[TOO_MANY];
  private final long[] calls = new long[TOO_MANY];
  private final boolean[] slow = new boolean[TOO_MANY];
  private long count;

  /**
   * Adds one.
   *
   * @param callsSoFar into the plugin, this one included
   */
  synchronized boolean areTooMany(long nowNanos, long callsSoFar, boolean isSlow) {
    int newest = (int) (count++ % TOO_MANY);
    nanos[newest] = nowNanos;
    calls[newest] = callsSoFar;
    slow[newest] = isSlow;
    int oldest = (newest + 1) % TOO_MANY;
    return count >= TOO_MANY
        && nowNanos - nanos[oldest] <= WINDOW_NANOS
        && (!anySlow() || callsSoFar - calls[oldest] < TOO_MANY * CALLS_PER_SLOW_ONE);
  }

  private boolean anySlow() {
    for (boolean one : slow) {
      if (one) {
        return true;
      }
    }
    return false;
  }
}
