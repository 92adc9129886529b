package org.ikelb.core.follow;

import org.ikelb.ike.ExchangeType;

/**
 * What a DELETE has ended. Its answer tells: one with a DELETE in it closed a CHILD_SA. An empty
 * one closed the IKE SA, as it seems: two deletes of a CHILD_SA that cross are both answered so,
 * and so is the delete of one that the other side does not know (RFC 7296, section 1.4.1).
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
final class Deletes {
  private ExchangeId ofClient = ExchangeId.NONE;
  private ExchangeId ofGateway = ExchangeId.NONE;

  /** What the answer to a DELETE says. */
  enum Answer {
    /** It answers no DELETE. */
    NONE,
    /** A CHILD_SA is no more. */
    OF_CHILD,
    /** The IKE SA is no more, as it seems. */
    EMPTY
  }

  void clientAsked(SeenIke request) {
    if (request.exchange() == ExchangeType.INFORMATIONAL) {
      ofClient = request.deletes() ? ExchangeId.of(request) : ExchangeId.NONE;
    }
  }

  void gatewayAsked(SeenIke request) {
    if (request.exchange() == ExchangeType.INFORMATIONAL) {
      ofGateway = request.deletes() ? ExchangeId.of(request) : ExchangeId.NONE;
    }
  }

  /** Anybody can send what looks like an answer: it has to answer what the gateway asked. */
  Answer clientAnswered(SeenIke answer) {
    return answered(answer, ofGateway);
  }

  /** A DELETE in it says enough, whether or not the request was seen, or was the client's. */
  Answer gatewayAnswered(SeenIke answer) {
    boolean ofChild = answer.exchange() == ExchangeType.INFORMATIONAL && answer.deletes();
    return ofChild ? Answer.OF_CHILD : answered(answer, ofClient);
  }

  private static Answer answered(SeenIke answer, ExchangeId delete) {
    if (answer.exchange() != ExchangeType.INFORMATIONAL || !delete.has(answer)) {
      return Answer.NONE;
    }
    if (answer.deletes()) {
      return Answer.OF_CHILD;
    }
    return answer.isEmpty() ? Answer.EMPTY : Answer.NONE;
  }

  /** Whether a client's message is only part of the exchange that deletes, or its repetition. */
  boolean isAboutItByClient(SeenIke message) {
    return (message.response() ? ofGateway : ofClient).has(message);
  }

  /** The same of a gateway's message. */
  boolean isAboutItByGateway(SeenIke message) {
    return (message.response() ? ofClient : ofGateway).has(message);
  }
}
