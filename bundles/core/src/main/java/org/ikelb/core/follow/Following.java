package org.ikelb.core.follow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a session from the protected IKE messages that pass through one upstream: each is handed
 * to those who know what it means for the login, for new keys, for what is deleted and for the
 * client's endpoint. Only what comes from the gateway can make things true.
 *
 * <p>A message of an SPI pair that is not the session's goes on, and means nothing. A pair becomes
 * the session's when the gateway shows it while an exchange that made keys is open, or when the
 * gateway and the client's proven endpoint have both used it here.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class Following {
  private final EndpointProof proof = new EndpointProof();
  private final KeyExchanges keys = new KeyExchanges();
  private final Deletes deletes = new Deletes();
  private final Complaints complaints = new Complaints();
  private final UnsharedPairs unshared = new UnsharedPairs();
  private long lastInitiator;
  private long lastResponder;

  /**
   * What a gateway's message is to the session.
   *
   * @param own whether its pair is the session's
   * @param moved the endpoint that it proves
   * @param how it proves that, for people
   */
  public record Heard(boolean own, Optional<UnprovenEndpoint> moved, String how) {
    static final Heard FOREIGN = new Heard(false, Optional.empty(), "");
    static final Heard OWN = new Heard(true, Optional.empty(), "");
  }

  /** Whether the client's last message had this pair, and it is the session's. */
  public boolean isLastPair(SpiPair pair) {
    return pair.initiator() == lastInitiator && pair.responder() == lastResponder;
  }

  /** Whether the client has shown this pair, and the gateway has not yet. */
  public boolean isTentative(SpiPair pair) {
    return unshared.isTentative(pair);
  }

  /** What is known of new keys. */
  public KeyExchanges keys() {
    return keys;
  }

  /** The client's endpoint is beyond doubt. */
  public void proven() {
    proof.proven();
  }

  /** Endpoints are forgotten; one of them has perhaps answered what the gateway asked last. */
  public void answeredElsewhere(boolean answered) {
    proof.answeredElsewhere(answered);
  }

  /** Whether this is an answer to what the gateway asked last. */
  public boolean answersGateway(SeenIke message) {
    return proof.answersGateway(message);
  }

  /**
   * A protected message came from the client's endpoint.
   *
   * @param moves endpoints that claim to be the client's, if there are any
   * @return whether it asks something that the gateway has to answer
   */
  public boolean fromClient(
      Followed session, SeenIke message, @Nullable EndpointMoves moves, long nowNanos) {
    IkeSa sa = session.ikeSa(message.pair());
    if (sa == null) {
      newPairOfClient(session, message, nowNanos);
      return false;
    }
    lastInitiator = message.pair().initiator();
    lastResponder = message.pair().responder();
    if (message.response()) {
      keys.clientAnswered(sa, message, nowNanos);
      proof.clientAnswered(message);
    } else {
      proof.clientAsked(sa, message.id(), moves);
    }
    if (!proof.isProven() && session.hasLoggedIn()) {
      return !message.response(); // it claims to be its client, and has shown nothing for it yet
    }
    if (!deletes.isAboutItByClient(message)) {
      session.revive(sa, nowNanos);
    }
    if (message.response()) {
      clientAnswered(session, sa, message, nowNanos);
      return false;
    }
    deletes.clientAsked(message);
    complaints.clientAsked(message);
    if (message.isLogin()) {
      session.loginAsked(nowNanos);
    }
    return true;
  }

  private void newPairOfClient(Followed session, SeenIke message, long nowNanos) {
    IkeSa sa = unshared.usedByClient(message, proof.isProven());
    if (sa != null && session.learn(sa, nowNanos)) {
      keys.found();
    }
  }

  private void clientAnswered(Followed session, IkeSa sa, SeenIke answer, long nowNanos) {
    if (answer.isAfterLogin() && proof.answersGateway(answer)) {
      session.answeredAfterLogin(nowNanos);
    }
    deleted(session, sa, deletes.clientAnswered(answer), nowNanos);
  }

  /** A protected message came from an endpoint that is not the client's, as far as is known. */
  public void fromUnproven(
      UnprovenEndpoint endpoint, Followed session, SeenIke message, long nowNanos) {
    IkeSa sa = session.ikeSa(message.pair());
    if (sa != null && message.response()) {
      keys.clientAnswered(sa, message, nowNanos);
    }
    proof.unproven(endpoint, sa, message, nowNanos);
  }

  /**
   * A protected message came from the gateway.
   *
   * @param moves endpoints that claim to be the client's, if there are any
   */
  public Heard fromGateway(
      Followed session, SeenIke message, @Nullable EndpointMoves moves, long nowNanos) {
    IkeSa known = session.ikeSa(message.pair());
    IkeSa sa = known == null ? newPairOfGateway(session, message, nowNanos) : known;
    if (sa == null) {
      return Heard.FOREIGN;
    }
    if (!deletes.isAboutItByGateway(message)) {
      session.revive(sa, nowNanos);
      session.shownByGateway(nowNanos);
    }
    Optional<EndpointProof.Proof> proven = proof.fromGateway(sa, message, moves);
    if (message.response()) {
      gatewayAnswered(session, sa, message, nowNanos);
    } else {
      keys.gatewayAsked(message);
      deletes.gatewayAsked(message);
    }
    return proven.isEmpty()
        ? Heard.OWN
        : new Heard(true, proven.map(EndpointProof.Proof::endpoint), proven.get().how());
  }

  private @Nullable IkeSa newPairOfGateway(Followed session, SeenIke message, long nowNanos) {
    boolean expected = keys.known().open();
    IkeSa sa = expected ? unshared.take(message.pair()) : unshared.usedByGateway(message.pair());
    if (sa == null || !session.learn(sa, nowNanos)) {
      return null;
    }
    if (expected) {
      keys.newPair();
    } else {
      keys.found();
    }
    return sa;
  }

  private void gatewayAnswered(Followed session, IkeSa sa, SeenIke answer, long nowNanos) {
    keys.heard(nowNanos);
    keys.gatewayAnswered(sa, answer, nowNanos);
    if (answer.isLogin()) {
      keys.loginAnswered(nowNanos);
      session.loginAnswered(answer, nowNanos);
    } else if (complaints.isAnsweredBy(answer) && !session.hasLoggedIn()) {
      session.loginGivenUp();
    } else if (answer.isAfterLogin()) {
      session.answeredAfterLogin(nowNanos);
    }
    deleted(session, sa, deletes.gatewayAnswered(answer), nowNanos);
  }

  private void deleted(Followed session, IkeSa sa, Deletes.Answer answer, long nowNanos) {
    switch (answer) {
      case OF_CHILD -> keys.childDeleted();
      case EMPTY -> session.presumeDeleted(sa, nowNanos);
      case NONE -> {}
    }
  }
}
