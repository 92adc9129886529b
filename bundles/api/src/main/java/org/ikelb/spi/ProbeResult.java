package org.ikelb.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a probe found.
 *
 * <p>Immutable and thread-safe.
 *
 * @param verdict what it means for the gateway
 * @param detail why, in a few words for an administrator: {@code "no answer on 4500"}
 * @param latency from the question to the answer, or to giving up
 * @param exchange what was sent and received, decoded, one line a datagram in the order of time;
 *     empty if the monitor keeps no such record
 */
public record ProbeResult(Verdict verdict, String detail, Duration latency, List<String> exchange) {

  public ProbeResult {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(latency, "latency");
    exchange = List.copyOf(exchange);
  }

  /** A result without a record of the exchange. */
  public ProbeResult(Verdict verdict, String detail, Duration latency) {
    this(verdict, detail, latency, List.of());
  }

  /** What a probe's result means. */
  public enum Verdict {
    /** It can serve. */
    UP,
    /** It lives, but takes no new sessions. */
    FULL,
    /** It cannot serve. */
    DOWN,
    /** The probe could not be made, which says nothing about the gateway. */
    UNKNOWN
  }
}
