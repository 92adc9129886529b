package org.ikelb.core.follow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway believes that the client is at an endpoint: it has answered, protected, a
 * request that only the client can have made and that came from there; or that endpoint alone has
 * answered a request of the gateway, and the gateway was content. See {@link EndpointMoves}.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
final class EndpointProof {
  private boolean proven;
  private @Nullable IkeSa askedSa;
  private long askedId;
  private ExchangeId askedByGateway = ExchangeId.NONE;
  private boolean gatewayAnswered;

  /**
   * An endpoint was proven.
   *
   * @param how for people
   */
  record Proof(UnprovenEndpoint endpoint, String how) {}

  /** Whether the client's endpoint is beyond doubt. */
  boolean isProven() {
    return proven;
  }

  /** The client's endpoint is beyond doubt. */
  void proven() {
    proven = true;
    askedSa = null;
  }

  /** Endpoints are forgotten; one of them has perhaps answered what the gateway asked last. */
  void answeredElsewhere(boolean answered) {
    gatewayAnswered |= answered;
  }

  /** The client's endpoint asks. */
  void clientAsked(IkeSa sa, long id, @Nullable EndpointMoves moves) {
    if (!proven) {
      if (id > sa.lastRequest()) { // the gateway answers a replay, too
        askedSa = sa;
        askedId = id;
      }
      return;
    }
    sa.asked(id);
    if (moves != null) {
      moves.provenAsked(sa, id);
    }
  }

  /** The client's endpoint answers. */
  void clientAnswered(SeenIke answer) {
    gatewayAnswered |= answersGateway(answer);
  }

  /** Whether this is an answer to what the gateway asked last. */
  boolean answersGateway(SeenIke message) {
    return message.response() && askedByGateway.has(message);
  }

  /** An endpoint that is not the client's, as far as is known, asks or answers. */
  void unproven(UnprovenEndpoint endpoint, @Nullable IkeSa sa, SeenIke message, long nowNanos) {
    if (message.response()) {
      if (answersGateway(message)) {
        endpoint.answered(true);
      }
    } else if (sa != null && message.id() > sa.lastRequest()) {
      endpoint.asked(sa, message.id(), nowNanos);
    }
  }

  /** What the gateway says proves an endpoint, perhaps. */
  Optional<Proof> fromGateway(IkeSa sa, SeenIke message, @Nullable EndpointMoves moves) {
    if (!message.response()) {
      return byRequest(message, moves);
    }
    Optional<Proof> proof = byAnswer(message, moves);
    sa.asked(message.id()); // a request that was answered proves nothing when it is replayed
    return proof;
  }

  private Optional<Proof> byAnswer(SeenIke answer, @Nullable EndpointMoves moves) {
    SpiPair pair = answer.pair();
    long id = answer.id();
    boolean clientWaits =
        !proven && askedSa != null && askedId == id && askedSa.pair().equals(pair);
    if (clientWaits) {
      if (moves == null || !moves.anyWaitsFor(pair, id)) {
        proven = true;
      }
      return Optional.empty();
    }
    return moves == null
        ? Optional.empty()
        : moves
            .provenByAnswer(pair, id)
            .map(endpoint -> new Proof(endpoint, "the gateway answered its request " + id));
  }

  private Optional<Proof> byRequest(SeenIke request, @Nullable EndpointMoves moves) {
    boolean sameSa = request.pair().equals(askedByGateway.pair());
    if (sameSa && request.id() <= askedByGateway.id()) {
      return Optional.empty();
    }
    Optional<UnprovenEndpoint> endpoint =
        moves == null ? Optional.empty() : moves.provenByNextRequest(gatewayAnswered);
    long answeredId = askedByGateway.id();
    askedByGateway = ExchangeId.of(request);
    gatewayAnswered = false;
    return endpoint
        .filter(it -> sameSa)
        .map(it -> new Proof(it, "it alone answered the gateway's request " + answeredId));
  }
}
