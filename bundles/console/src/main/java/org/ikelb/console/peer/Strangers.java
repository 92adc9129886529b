package org.ikelb.console.peer;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Counts those who were refused, so that the log says it once a minute and not each time.
 *
 * <p>Thread-safe.
 */
final class Strangers {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private long unsaid;
  private long nextLineNanos;

  Strangers(long nowNanos) {
    this.nextLineNanos = nowNanos;
  }

  /** One more; returns how many there were since the last time it returned a number. */
  synchronized OptionalLong count(long nowNanos) {
    unsaid++;
    if (nowNanos - nextLineNanos < 0) {
      return OptionalLong.empty();
    }
    OptionalLong said = OptionalLong.of(unsaid);
    unsaid = 0;
    nextLineNanos = nowNanos + BETWEEN_LINES.toNanos();
    return said;
  }
}
