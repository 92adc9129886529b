package org.ikelb.core.plugin;

import java.time.Duration;

/**
 * How long a plugin that was set aside rests until it is tried again: longer each time, and from
 * the shortest on once it has worked for as long as it had rested.
 *
 * <p>Thread-safe.
 */
final class Rests {
  static final Duration SHORTEST = Duration.ofSeconds(10);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private Duration last = Duration.ZERO;
  private boolean rests;
  private long changedNanos;

  /** It rests from now on. */
  synchronized void begin(long nowNanos) {
    boolean first = last.isZero();
    boolean hasWorked = nowNanos - changedNanos >= last.toNanos();
    last = first || hasWorked ? SHORTEST : shorter(last.multipliedBy(2), LONGEST);
    rests = true;
    changedNanos = nowNanos;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether it rests, and has for long enough. */
  synchronized boolean isOver(long nowNanos) {
    return rests && nowNanos - changedNanos >= last.toNanos();
  }

  /** It works again. */
  synchronized void end(long nowNanos) {
    rests = false;
    changedNanos = nowNanos;
  }

  /** How long the last one is, or was meant to be. */
  synchronized Duration last() {
    return last;
  }
}
