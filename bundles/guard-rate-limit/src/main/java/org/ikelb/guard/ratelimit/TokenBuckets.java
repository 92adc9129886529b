package org.ikelb.guard.ratelimit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A fixed number of token buckets, each one number: the time at which it would be full again. (The
 * generic cell rate algorithm of ITU-T I.371: taking a token moves that time on by one interval; it
 * may lie at most a burst ahead of now.)
 *
 * <p>Lock-free and thread-safe.
 */
final class TokenBuckets {
  /** A bucket nobody has used yet: full. This very time is stored a nanosecond early. */
  private static final long UNUSED = 0;

  private final AtomicLongArray fullAt;
  private final long intervalNanos;
  private final long mostAheadNanos;

  /**
   * @param count how many buckets
   * @param rate tokens per second, 1 to 10^9
   * @param burst what a bucket holds, at least 1
   */
  TokenBuckets(int count, int rate, int burst) {
    fullAt = new AtomicLongArray(count);
    intervalNanos = 1_000_000_000L / rate;
    mostAheadNanos = (burst - 1) * intervalNanos;
  }

  /** Takes a token; false: the bucket is empty. */
  boolean take(int bucket, long nowNanos) {
    while (true) {
      long stored = fullAt.get(bucket);
      long ahead = stored == UNUSED ? 0 : Math.max(0, stored - nowNanos);
      if (ahead > mostAheadNanos) {
        return false;
      }
      long next = nowNanos + ahead + intervalNanos;
      if (fullAt.compareAndSet(bucket, stored, next == UNUSED ? UNUSED - 1 : next)) {
        return true;
      }
    }
  }
}
