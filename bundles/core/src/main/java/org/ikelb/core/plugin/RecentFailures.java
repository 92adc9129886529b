package org.ikelb.core.plugin;

/**
 * The last failures of a plugin, and whether they are too many: 10 within 60 s. Where slow calls
 * are among them they must be one call in a hundred as well, for a machine that pauses now and then
 * makes any plugin slow.
 *
 * <p>Thread-safe.
 */
final class RecentFailures {
  private static final int TOO_MANY = 10;
  private static final long WINDOW_NANOS = 60_000_000_000L;
  private static final long CALLS_PER_SLOW_ONE = 100;

  private final Last wrong = new Last();
  private final Last wrongOrSlow = new Last();

  /** The last few of a kind. */
  private static final class Last {
    private final long[] nanos = new long[TOO_MANY];
    private final long[] calls = new long[TOO_MANY];
    private long count;

    void add(long nowNanos, long callsSoFar) {
      int newest = (int) (count++ % TOO_MANY);
      nanos[newest] = nowNanos;
      calls[newest] = callsSoFar;
    }

    boolean areTooMany(long nowNanos, long withinCalls, long callsSoFar) {
      int oldest = (int) (count % TOO_MANY);
      return count >= TOO_MANY
          && nowNanos - nanos[oldest] <= WINDOW_NANOS
          && callsSoFar - calls[oldest] < withinCalls;
    }
  }

  /**
   * Adds one.
   *
   * @param callsSoFar into the plugin, this one included
   */
  synchronized boolean areTooMany(long nowNanos, long callsSoFar, boolean isSlow) {
    wrongOrSlow.add(nowNanos, callsSoFar);
    if (!isSlow) {
      wrong.add(nowNanos, callsSoFar);
    }
    return wrong.areTooMany(nowNanos, Long.MAX_VALUE, callsSoFar)
        || wrongOrSlow.areTooMany(nowNanos, TOO_MANY * CALLS_PER_SLOW_ONE, callsSoFar);
  }
}
