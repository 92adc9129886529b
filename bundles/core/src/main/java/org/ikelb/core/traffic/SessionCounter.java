package org.ikelb.core.traffic;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.core.event.EndReason;

/**
 * Counts what becomes of a gateway's sessions. At any time: opened and restored = ended + there.
 *
 * <p>Thread-safe.
 */
public final class SessionCounter {
  private final LongAdder opened = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder established = new LongAdder();
  private final LongAdder moved = new LongAdder();
  private final Map<EndReason, LongAdder> ended = new EnumMap<>(EndReason.class);
  private final Map<AttemptOutcome, LongAdder> attempts = new EnumMap<>(AttemptOutcome.class);

  /** A login that waits for a push on a phone takes a minute. */
  private final DurationCounter logins =
      new DurationCounter(
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(150));

  private final DurationCounter lives =
      new DurationCounter(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(24));

  public SessionCounter() {
    for (EndReason reason : EndReason.values()) {
      ended.put(reason, new LongAdder());
    }
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      attempts.put(outcome, new LongAdder());
    }
  }

  /** A session was opened. */
  public void opened() {
    opened.increment();
  }

  /** The gateway has answered a session's first message with an SPI of its own. */
  public void answered() {
    answered.increment();
  }

  /** How often it has. */
  public long answeredOpenings() {
    return answered.sum();
  }

  /** A client is in. */
  public void established() {
    established.increment();
  }

  /** A client took so long to log in. */
  public void login(long nanos) {
    logins.add(nanos);
  }

  /** A client has another endpoint. */
  public void moved() {
    moved.increment();
  }

  /** A session is no more. */
  public void ended(EndReason reason) {
    Objects.requireNonNull(ended.get(reason)).increment();
  }

  /** A client's attempt to log in came to this. */
  public void attempt(AttemptOutcome outcome) {
    Objects.requireNonNull(attempts.get(outcome)).increment();
  }

  /** What attempts came to. */
  public Map<AttemptOutcome, Long> attempts() {
    Map<AttemptOutcome, Long> counts = new EnumMap<>(AttemptOutcome.class);
    attempts.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    return counts;
  }

  /** An established session lasted so long. */
  public void life(long nanos) {
    lives.add(nanos);
  }

  public SessionCounts read(GatewayId gateway) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    ended.forEach((reason, count) -> reasons.put(reason.key(), count.sum()));
    return new SessionCounts(
        gateway,
        opened.sum(),
        established.sum(),
        moved.sum(),
        reasons,
        logins.read(),
        lives.read());
  }
}
