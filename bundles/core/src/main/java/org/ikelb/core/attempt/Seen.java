package org.ikelb.core.attempt;

import java.util.function.Supplier;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.core.event.EndReason;
import org.ikelb.ike.NotifyType;

/**
 * What was seen of an attempt in clear, and so what it came to. Sizes are those of UDP payloads, in
 * bytes: fragments of IKE are counted each by itself, those of IP together.
 *
 * <p>Immutable.
 *
 * @param requests IKE_SA_INITs that were sent on to the gateway
 * @param answers its answers to them, of whatever kind
 * @param accepted whether one of them had a responder SPI and an SA
 * @param requestsAfter IKE_SA_INITs that came after that one
 * @param logins IKE_AUTH and IKE_INTERMEDIATE messages of the client
 * @param longestLogin the longest of them
 * @param loginAnswers those of the gateway
 * @param longestLoginAnswer the longest of them
 * @param loginsAgain the client's that asked again what was answered
 * @param eapRounds the client's that began with EAP
 * @param complained the client has said after an answer that it does not want to go on
 */
record Seen(
    int requests,
    int answers,
    boolean accepted,
    int requestsAfter,
    int logins,
    int longestLogin,
    int loginAnswers,
    int longestLoginAnswer,
    int loginsAgain,
    int eapRounds,
    boolean complained) {

  /**
   * What it came to.
   *
   * @param text why, for people; made when it is asked for, since a flood makes many that nobody
   *     reads
   */
  record Verdict(AttemptOutcome outcome, Supplier<String> text) {
    String detail() {
      return text.get();
    }
  }

  /**
   * What it came to when its session ended without its client being in.
   *
   * @param by the gateway, for people
   */
  Verdict atEnd(EndReason reason, String by) {
    boolean hasNobodySaid = answers == 0 && logins == 0;
    return switch (reason) {
      case HALF_OPEN_TIMEOUT, LOGIN_TIMEOUT, IDLE, DELETED, FORGOTTEN -> decided(by);
      case GATEWAY_LOST -> hasNobodySaid ? decided(by) : cut(reason);
      default -> cut(reason);
    };
  }

  private static Verdict cut(EndReason reason) {
    return new Verdict(AttemptOutcome.CUT_SHORT, reason::key);
  }

  private Verdict decided(String by) {
    if (logins > 0) {
      return login(by);
    }
    if (accepted) {
      return requestsAfter > 0
          ? new Verdict(
              AttemptOutcome.ANSWER_LOST,
              () -> "%s answered, and the client asked %s more".formatted(by, times(requestsAfter)))
          : new Verdict(
              AttemptOutcome.GIVEN_UP, () -> "the client did not go on after the answer of " + by);
    }
    return answers == 0
        ? unanswered(by)
        : new Verdict(
            AttemptOutcome.GIVEN_UP,
            () -> "%s wanted another request, and none came that it took".formatted(by));
  }

  /** It was answered nothing, and is over. */
  Verdict unanswered(String by) {
    return new Verdict(
        AttemptOutcome.UNANSWERED, () -> "%s answered none of %d requests".formatted(by, requests));
  }

  private Verdict login(String by) {
    if (complained) {
      return new Verdict(
          AttemptOutcome.LOGIN_FAILED,
          () ->
              "the client gave up after an answer of "
                  + by
                  + (eapRounds == 0 ? ": a certificate that it does not trust?" : afterEap()));
    }
    if (loginAnswers == 0) {
      return new Verdict(
          AttemptOutcome.STUCK,
          () ->
              "%s answered none of %d IKE_AUTH messages of up to %d bytes"
                  .formatted(by, logins, longestLogin));
    }
    if (loginsAgain > 0) {
      return new Verdict(
          AttemptOutcome.STUCK,
          () ->
              "%s answered IKE_AUTH with up to %d bytes, and the client asked the same %s more: does the answer reach it?"
                  .formatted(by, longestLoginAnswer, times(loginsAgain)));
    }
    return new Verdict(
        AttemptOutcome.LOGIN_FAILED,
        () ->
            "IKE_AUTH with %s ended without the client being in".formatted(by)
                + (eapRounds == 0 ? "" : afterEap()));
  }

  private String afterEap() {
    return ", after %d rounds of EAP".formatted(eapRounds);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /** Its IKE_SA_INIT was refused. */
  static Verdict refused(int notify, String by) {
    return new Verdict(
        AttemptOutcome.REFUSED, () -> "%s by %s".formatted(NotifyType.nameOf(notify), by));
  }
}
