package org.ikelb.guard.cookie;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether cookies do more harm than good: clients bring them back, and for a minute no gateway has
 * answered anybody. A gateway that does not take a request with a cookie that it has not made looks
 * like this. Then cookies are out of use for {@value #PAUSE_MINUTES} minutes.
 *
 * <p>Thread-safe: a count that is lost among loops does no harm.
 */
final class Trial {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  static final int PAUSE_MINUTES = 10;

  /** In words, for people. */
  static final String WHY =
      "Clients brought cookies back, and no gateway has answered anybody for a minute";

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(PAUSE_MINUTES);

  /** One client that gives up is no sign. */
  private static final int FEWEST = 3;

  /**
   * Requests with a good cookie, since the gateways have answered last.
   *
   * @param answered how much they had answered
   * @param sinceNanos when the first came
   */
  private record Unanswered(long answered, long sinceNanos, int requests) {
    Unanswered andOneMore() {
      return new Unanswered(answered, sinceNanos, Math.min(requests + 1, FEWEST));
    }
  }

  private final AtomicReference<@Nullable Unanswered> unanswered = new AtomicReference<>();
  private volatile boolean failed;
  private volatile long failedNanos;

  /**
   * A good cookie came back.
   *
   * @param answered how much the gateways have answered so far
   */
  void cameBack(long answered, long nowNanos) {
    if (failed) {
      return;
    }
    Unanswered before = unanswered.get();
    Unanswered now =
        before == null || before.answered != answered
            ? new Unanswered(answered, nowNanos, 1)
            : before.andOneMore();
    if (now.requests >= FEWEST && nowNanos - now.sinceNanos >= PATIENCE_NANOS) {
      unanswered.set(null);
      failedNanos = nowNanos;
      failed = true;
    } else if (!now.equals(before)) {
      unanswered.set(now);
    }
  }

  /** Whether they are out of use; ends when the pause is over. */
  boolean isFailed(long nowNanos) {
    if (failed && nowNanos - failedNanos >= PAUSE_NANOS) {
      failed = false;
    }
    return failed;
  }

  /** Whether they were out of use when the last request came. */
  boolean isFailed() {
    return failed;
  }
}
