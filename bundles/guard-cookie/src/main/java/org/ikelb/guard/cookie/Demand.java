package org.ikelb.guard.cookie;

import java.util.concurrent.TimeUnit;

/**
 * Whether clients are asked for cookies: while many sessions are half-open, and then for at least
 * 10 s more. Asking now and then would mix up answers to requests with and without a cookie, and a
 * login whose two sides took different ones fails (strongSwan waits as long, for this reason).
 *
 * <p>Thread-safe: loops that differ for a moment do no harm.
 */
final class Demand {
  private static final long LONGER_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How exactly it is noted until when: it is written seldom, and read by all loops. */
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final CookieSettings settings;
  private volatile boolean high;
  private volatile long lastHighNanos;

  Demand(CookieSettings settings) {
    this.settings = settings;
  }

  /** Whether a request that comes now needs a cookie. */
  boolean isOn(int halfOpen, int halfOpenLimit, long nowNanos) {
    if (settings.always()) {
      return true;
    }
    if (halfOpen >= Math.min(settings.threshold(), halfOpenLimit / 2)) {
      if (!high || nowNanos - lastHighNanos >= GRAIN_NANOS) {
        lastHighNanos = nowNanos;
        high = true;
      }
      return true;
    }
    if (high && nowNanos - lastHighNanos >= LONGER_NANOS + GRAIN_NANOS) {
      high = false;
    }
    return high;
  }
}
