package org.ikelb.api.view;

import java.util.Locale;

/**
 * What a client's attempt to log in came to.
 *
 * <p>Immutable.
 */
public enum AttemptOutcome {
  ESTABLISHED("The client is in."),
  QUIET("The gateway has answered the login, and nobody said more: the client may well be in."),
  REFUSED("The gateway refused the IKE_SA_INIT; the notification says why."),
  UNANSWERED("The gateway answered nothing."),
  ANSWER_LOST("The gateway answered, and the client asked again: the way back seems to be cut."),
  GIVEN_UP("The gateway answered, and the client said no more: it did not like the answer."),
  STUCK("IKE_AUTH was sent, and its answer did not come, or did not reach the client."),
  LOGIN_FAILED("IKE_AUTH was answered, and the client did not get in: password, certificate, ..."),
  NOT_ADMITTED("ikelb let the request wait, or refused it: a guard, a limit, no usable gateway."),
  CUT_SHORT("ikelb ended it: closed by hand, maintenance, evicted, another topology.");

  private final String help;

  AttemptOutcome(String help) {
    this.help = help;
  }

  /** The word for it in logs and metrics: {@code answer-lost}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, in a sentence. */
  public String help() {
    return help;
  }

  /** Whether the client is not in, as far as is known. */
  public boolean isFailure() {
    return this != ESTABLISHED && this != QUIET;
  }
}
