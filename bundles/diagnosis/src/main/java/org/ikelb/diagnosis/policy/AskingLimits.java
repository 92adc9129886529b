package org.ikelb.diagnosis.policy;

import java.time.Duration;

/**
 * How slowly, how long and how often one address of a gateway is asked.
 *
 * <p>Immutable and thread-safe.
 *
 * @param pause between two questions
 * @param timeout of one question; at its end it is repeated, or given up
 * @param attempts how often one question is sent
 * @param silent after so many questions without an answer, one after the other, no more are asked
 * @param datagrams that are sent at most
 * @param time that it takes at most
 */
record AskingLimits(
    Duration pause, Duration timeout, int attempts, int silent, int datagrams, Duration time) {

  /** At most 20 questions a second, and 250 in all. */
  static final AskingLimits USUAL =
      new AskingLimits(
          Duration.ofMillis(50), Duration.ofSeconds(1), 2, 3, 250, Duration.ofMinutes(1));
}
