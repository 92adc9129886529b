package org.ikelb.console.web.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits failed logins of one source: a few at once, then one every few seconds. Remembers a
 * limited number of sources; the one that has been quiet for the longest is out first.
 *
 * <p>Thread-safe.
 */
final class Throttle {
  private static final Duration ONE_MORE_EACH = Duration.ofSeconds(5);
  private static final int SOURCES = 1000;

  private final int atOnce;

  /** For so many failures at once. */
  Throttle(int atOnce) {
    this.atOnce = atOnce;
  }

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
          return size() > SOURCES;
        }
      };

  /** How long this source has to wait before it may try again; zero: not at all. */
  synchronized Duration wait(String source, long nowNanos) {
    double count = counted(source, nowNanos).count();
    double excess = Math.max(0, count - (atOnce - 1));
    return Duration.ofNanos((long) (excess * ONE_MORE_EACH.toNanos()));
  }

  synchronized void failed(String source, long nowNanos) {
    Failures now = counted(source, nowNanos);
    failures.remove(source); // it becomes the youngest
    failures.put(source, new Failures(now.count() + 1, nowNanos));
  }

  private Failures counted(String source, long nowNanos) {
    return failures.getOrDefault(source, new Failures(0, nowNanos)).at(nowNanos);
  }
}
