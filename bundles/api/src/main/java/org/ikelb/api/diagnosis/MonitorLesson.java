package org.ikelb.api.diagnosis;

import java.util.List;

/**
 * What a gateway answered, and the settings that fit. It names no address and no gateway, and has
 * nothing secret: it can be sent to others.
 *
 * @param answers a question each
 * @param monitors what to put into {@code "monitors"} of the topology file, as JSON; empty: no
 *     monitor fits
 * @param pool what to put into its pool beside, as JSON
 * @param advice what to know of it, in sentences
 */
public record MonitorLesson(
    List<Answer> answers, String monitors, String pool, List<String> advice) {
  public MonitorLesson {
    answers = List.copyOf(answers);
    advice = List.copyOf(advice);
  }

  /**
   * What came of one question.
   *
   * @param question its key: {@code liveness}, {@code readiness}, {@code common-proposal}, {@code
   *     repeated}, {@code closed-port}, {@code other-address}, {@code ping}
   * @param text the same for people
   * @param found what was found
   * @param exchange what was sent and received, decoded, without SPIs
   */
  public record Answer(String question, String text, String found, List<String> exchange) {
    public Answer {
      exchange = List.copyOf(exchange);
    }
  }
}
