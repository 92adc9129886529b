package org.ikelb.spi;

import java.time.Duration;

/**
 * What a probe found.
 *
 * @param verdict what it means for the gateway
 * @param detail why, in a few words for an administrator: {@code "no answer on 4500"}
 * @param latency from the question to the answer, or to giving up
 */
public record ProbeResult(Verdict verdict, String detail, Duration latency) {

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
