package org.ikelb.api.log;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Counts what strangers can cause as often as they like, so that the log says it once a minute and
 * not each time.
 *
 * <p>Thread-safe.
 */
public final class Seldom {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private long unsaid;
  private OptionalLong nextNanos = OptionalLong.empty();

  /**
   * One more.
   *
   * @return how many there were since the last time it returned a number; empty: say nothing now
   */
  public synchronized OptionalLong count(long nowNanos) {
    unsaid++;
    if (nextNanos.isPresent() && nowNanos - nextNanos.getAsLong() < 0) {
      return OptionalLong.empty();
    }
    OptionalLong said = OptionalLong.of(unsaid);
    unsaid = 0;
    nextNanos = OptionalLong.of(nowNanos + BETWEEN_LINES.toNanos());
    return said;
  }
}
