package org.ikelb.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param caveat what is wrong with a gateway though it is {@link Verdict#UP} or {@link
 *     Verdict#FULL}; with other verdicts it does not count
 */
public record ProbeResult(
    Verdict verdict,
    String detail,
    Duration latency,
    List<String> exchange,
    Optional<Caveat> caveat) {

  public ProbeResult {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(latency, "latency");
    exchange = List.copyOf(exchange);
    Objects.requireNonNull(caveat, "caveat");
  }

  /** A result without a caveat. */
  public ProbeResult(Verdict verdict, String detail, Duration latency, List<String> exchange) {
    this(verdict, detail, latency, exchange, Optional.empty());
  }

  /** A result without a record of the exchange. */
  public ProbeResult(Verdict verdict, String detail, Duration latency) {
    this(verdict, detail, latency, List.of());
  }

  /**
   * What somebody should look at: a warning, until a probe succeeds without it.
   *
   * <p>Immutable and thread-safe.
   *
   * @param code stable name of the kind, of small letters, digits and hyphens: {@code
   *     "proposals-refused"}
   * @param text what is wrong, and what to do, in a sentence or two that follow the monitor's name
   */
  public record Caveat(String code, String text) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Caveat {
      if (!CODE.matcher(code).matches()) {
        throw new IllegalArgumentException(
            "code must be small letters, digits and single hyphens between them, was \""
                + code
                + "\"");
      }
      Objects.requireNonNull(text, "text");
    }
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
