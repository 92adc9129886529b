package org.ikelb.core.session;

import org.ikelb.core.follow.Login;

/**
 * What a session that is not established has shown for itself, least first: who has shown least
 * gives way first. Only a gateway that answers can raise it, or a client that has received what the
 * gateway answered; so nothing that a forger sends, and waits for no answer to, does.
 *
 * <p>Immutable.
 */
enum Evidence {
  /** Its client has asked. That can be anybody, from any address. */
  NONE,
  /** Its client has shown the responder SPI, which stands in the gateway's answer alone. */
  RESPONDER_SPI,
  /** Its gateway has answered, protected. */
  PROTECTED_ANSWER,
  /** It is quiet: its login may well be over. */
  QUIET;

  /** That of a half-open session. */
  static Evidence of(Login login) {
    if (login.isAnswered()) {
      return PROTECTED_ANSWER;
    }
    return login.hasBegun() ? RESPONDER_SPI : NONE;
  }

  /** What was shown once stays shown. */
  Evidence or(Evidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
