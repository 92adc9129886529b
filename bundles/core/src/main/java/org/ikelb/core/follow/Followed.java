package org.ikelb.core.follow;

import org.jspecify.annotations.Nullable;

/**
 * The session that is followed, as far as its upstreams may share it: they may lie on several
 * loops.
 *
 * <p>Thread-safe.
 */
public interface Followed {
  /** Its IKE SA with this pair; null: it has none, as far as is known. */
  @Nullable IkeSa ikeSa(SpiPair pair);

  /** Whether its client has logged in: then an endpoint has to show that it is the client's. */
  boolean hasLoggedIn();

  /** It has another IKE SA; false: that is another session's. */
  boolean learn(IkeSa sa, long nowNanos);

  /** One of its IKE SAs seems to be deleted. */
  void presumeDeleted(IkeSa sa, long nowNanos);

  /** One of its IKE SAs is used: should it have seemed to be deleted, it was not. */
  void revive(IkeSa sa, long nowNanos);

  /** The client asks to be let in. */
  void loginAsked(long nowNanos);

  /** The gateway answers that. */
  void loginAnswered(SeenIke answer, long nowNanos);

  /** The client does not want to go on, though the gateway has answered its login. */
  void loginGivenUp();

  /** An exchange beyond the login was answered. */
  void answeredAfterLogin(long nowNanos);

  /** Its gateway knows it: it has sent something protected. */
  void shownByGateway(long nowNanos);
}
