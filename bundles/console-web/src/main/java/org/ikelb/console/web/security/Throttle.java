package org.ikelb.console.web.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits failed logins from one address: a few at once, then one every few seconds. Remembers a
 * limited number of addresses, the oldest out.
 *
 * <p>Thread-safe.
 */
final class Throttle {
  private static final int AT_ONCE = 5;
  private static final Duration ONE_MORE_EACH = Duration.ofSeconds(5);
  private static final int ADDRESSES = 1000;

  /** Failures that still count, as of a moment. */
  private record Failures(double count, long atNanos) {
    Failures at(long nowNanos) {
      double forgiven = (double) (nowNanos - atNanos) / ONE_MORE_EACH.toNanos();
      return new Failures(Math.max(0, count - forgiven), nowNanos);
    }
  }

  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > ADDRESSES;
        }
      };

  /** How long this address has to wait before it may try again; zero: not at all. */
  synchronized Duration wait(String address, long nowNanos) {
    double count = counted(address, nowNanos).count();
    double excess = Math.max(0, count - (AT_ONCE - 1));
    return Duration.ofNanos((long) (excess * ONE_MORE_EACH.toNanos()));
  }

  synchronized void failed(String address, long nowNanos) {
    Failures now = counted(address, nowNanos);
    failures.put(address, new Failures(now.count() + 1, nowNanos));
  }

  private Failures counted(String address, long nowNanos) {
    return failures.getOrDefault(address, new Failures(0, nowNanos)).at(nowNanos);
  }
}
