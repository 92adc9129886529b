package org.ikelb.diagnosis;

import java.time.Instant;
import java.util.Optional;

/**
 * How many there were in each of the last sixty minutes.
 *
 * <p>Not thread-safe.
 */
final class Rate {
  private static final int MINUTES = 60;

  /** What is compared with what was before. */
  private static final int LATELY = 10;

  /** Fewer are chance. */
  private static final int LEAST = 20;

  private static final int TIMES = 3;

  private final long[] counts = new long[MINUTES];
  private long lastMinute = Long.MIN_VALUE;
  private long firstMinute;

  /**
   * That there are suddenly many.
   *
   * @param lately in the last ten minutes
   * @param usual how many were in ten minutes of the time before: a sentence
   */
  record Growth(long lately, String usual) {}

  void add(Instant at) {
    long minute = follow(at);
    if (minute > lastMinute - MINUTES) {
      counts[Math.floorMod(minute, MINUTES)]++;
    }
  }

  long lastHour(Instant now) {
    follow(now);
    return sum(MINUTES);
  }

  /** Empty: no more than usual. */
  Optional<Growth> growth(Instant now) {
    follow(now);
    long lately = sum(LATELY);
    long before = sum(MINUTES) - lately;
    long known = Math.min(MINUTES, lastMinute - firstMinute + 1) - LATELY;
    long usual = known <= 0 ? 0 : before * LATELY / known;
    return lately >= LEAST && lately > TIMES * usual
        ? Optional.of(new Growth(lately, usual(known, usual)))
        : Optional.empty();
  }

  private static String usual(long known, long usual) {
    return known <= 0
        ? "None was seen before, but ikelb has not watched for long."
        : "Usual are " + usual + ".";
  }

  private long follow(Instant at) {
    long minute = at.getEpochSecond() / 60;
    if (lastMinute == Long.MIN_VALUE) {
      lastMinute = minute;
      firstMinute = minute;
    }
    long from = Math.max(lastMinute + 1, minute - MINUTES + 1);
    for (long gone = from; gone <= minute; gone++) {
      counts[Math.floorMod(gone, MINUTES)] = 0;
    }
    lastMinute = Math.max(lastMinute, minute);
    return minute;
  }

  private long sum(int minutes) {
    long sum = 0;
    for (int i = 0; i < minutes; i++) {
      sum += counts[Math.floorMod(lastMinute - i, MINUTES)];
    }
    return sum;
  }
}
