package org.ikelb.core.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * That a gateway gets no new sessions for a while, because it turned clients away that others took.
 *
 * <p>Immutable.
 *
 * @param times how often it has been ejected, one soon after the other
 * @param until when it is over
 * @param evidence why, for people
 */
public record Ejection(int times, Instant until, String evidence) {
  static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** One that follows so soon is longer than the one before. */
  static final Duration REPEATS_WITHIN = LONGEST;

  /** One that begins now. */
  static Ejection of(int times, String evidence, Instant now) {
    Duration lasts = FIRST;
    for (int i = 1; i < times && lasts.compareTo(LONGEST) < 0; i++) {
      lasts = lasts.multipliedBy(2);
    }
    return new Ejection(times, now.plus(lasts.compareTo(LONGEST) > 0 ? LONGEST : lasts), evidence);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
