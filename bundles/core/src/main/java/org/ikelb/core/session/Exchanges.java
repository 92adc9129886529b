package org.ikelb.core.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ikelb.api.view.SessionState;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.PayloadType;
import org.jspecify.annotations.Nullable;

/**
 * What the clear parts of protected IKE messages tell of a session: the header, and the type of the
 * first inner payload, which stands in clear in the Encrypted payload (RFC 7296, section 3.14). And
 * what they tell of the client's endpoint: whether the gateway believes it, see {@link
 * EndpointMoves}.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class Exchanges {
  private static final long NONE = -1;
  private static final SpiPair NO_PAIR = new SpiPair(0, 0);
  private static final IkeSa NO_SA = new IkeSa(NO_PAIR, IkeSa.NONE);

  private long lastInitiator;
  private long lastResponder;
  private SpiPair confirmed = NO_PAIR;

  /** The client shows a pair that the gateway has not shown yet. */
  private IkeSa tentative = NO_SA;

  private long lastKeyedNanos;
  private boolean gatewayAsked;
  private Delete deleteOfClient = Delete.NONE;
  private Delete deleteOfGateway = Delete.NONE;

  /** Deleted last: what its ids were must not be forgotten with it. */
  private IkeSa deleted = NO_SA;

  private boolean proven;
  private @Nullable IkeSa askedSa;
  private long askedId = NONE;
  private SpiPair gatewayPair = NO_PAIR;
  private long gatewayId = NONE;
  private boolean gatewayAnswered;

  /** The gateway's last answer in the login asks for more: what follows may be its failure. */
  private boolean loginGoesOn;

  /** Whether the client's last message had this pair, and it is the session's. */
  public boolean isLastPair(long initiator, long responder) {
    return initiator == lastInitiator && responder == lastResponder;
  }

  /** Whether the client shows this pair, and the gateway has not shown it yet. */
  public boolean isTentative(SpiPair pair) {
    return tentative.pair().equals(pair);
  }

  /**
   * When the gateway last agreed on keys, in nanoseconds: in a login or a re-key, whoever began it;
   * new ESP SPIs come right after. Where none of these was seen yet, its first answer counts.
   */
  public long lastKeyedNanos() {
    return lastKeyedNanos;
  }

  /** The client's endpoint is beyond doubt. */
  public void proven() {
    proven = true;
    askedSa = null;
  }

  /** Endpoints are forgotten; one of them has perhaps answered what the gateway asked last. */
  void answeredElsewhere(boolean answered) {
    gatewayAnswered |= answered;
  }

  /**
   * A protected message from the client's endpoint.
   *
   * @param offset where its header begins
   * @param moves endpoints that claim to be the client's, if there are any
   */
  void fromClient(
      Session session,
      Idle idle,
      ByteBuffer b,
      int offset,
      @Nullable EndpointMoves moves,
      long nowNanos) {
    follow(session, b, offset, moves);
    if (!proven && session.state() == SessionState.ESTABLISHED) {
      return; // somebody claims to be its client, and has shown nothing for it yet
    }
    int exchange = IkeHeader.exchange(b, offset);
    if (exchange == ExchangeType.IKE_AUTH) {
      session.authenticationSeen(nowNanos);
      idle.loginSeen();
    } else if (IkeHeader.isResponse(b, offset)) {
      if (gatewayAsked && isAfterLogin(exchange) && !loginGoesOn) {
        session.establish(nowNanos);
      }
      if (exchange == ExchangeType.INFORMATIONAL
          && closesSa(b, offset)
          && deleteOfGateway.isOf(b, offset)) {
        forget(session, pair(b, offset), nowNanos);
      }
    } else if (exchange == ExchangeType.INFORMATIONAL) {
      deleteOfClient = Delete.in(b, offset);
    }
  }

  private void follow(Session session, ByteBuffer b, int offset, @Nullable EndpointMoves moves) {
    SpiPair pair = pair(b, offset);
    IkeSa sa = session.ikeSa(pair);
    if (sa != null) {
      lastInitiator = pair.initiator();
      lastResponder = pair.responder();
    }
    long id = IkeHeader.messageId(b, offset);
    if (IkeHeader.isResponse(b, offset)) {
      gatewayAnswered |= answersGateway(b, offset);
      return;
    }
    if (sa == null) {
      tentative = new IkeSa(pair, proven ? id : IkeSa.NONE);
      return;
    }
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

  /**
   * A protected message from an endpoint that is not the client's, as far as is known.
   *
   * @param offset where its header begins
   */
  void fromUnproven(
      UnprovenEndpoint endpoint, Session session, ByteBuffer b, int offset, long nowNanos) {
    if (IkeHeader.isResponse(b, offset)) {
      if (answersGateway(b, offset)) {
        endpoint.answered(true);
      }
      return;
    }
    long id = IkeHeader.messageId(b, offset);
    IkeSa sa = session.ikeSa(pair(b, offset));
    if (sa != null && id > sa.lastRequest()) {
      endpoint.asked(sa, id, nowNanos);
    }
  }

  /** Whether this is an answer to what the gateway asked last. */
  boolean answersGateway(ByteBuffer b, int offset) {
    return IkeHeader.isResponse(b, offset)
        && IkeHeader.messageId(b, offset) == gatewayId
        && pair(b, offset).equals(gatewayPair);
  }

  /**
   * A protected message from the gateway: only it can make things true.
   *
   * @param offset where its header begins
   * @param moves endpoints that claim to be the client's, if there are any
   * @return the one of them that it proves, and how
   */
  Optional<Proof> fromGateway(
      Session session, ByteBuffer b, int offset, @Nullable EndpointMoves moves, long nowNanos) {
    SpiPair pair = pair(b, offset);
    if (!pair.equals(confirmed) && !isAboutDelete(pair, b, offset)) {
      confirmed = pair;
      session.learn(shown(pair), nowNanos);
    }
    Optional<Proof> proof = proof(session, b, offset, moves);
    int exchange = IkeHeader.exchange(b, offset);
    if (exchange == ExchangeType.CREATE_CHILD_SA) {
      lastKeyedNanos = nowNanos;
    }
    if (IkeHeader.isResponse(b, offset)) {
      if (lastKeyedNanos == 0 || exchange == ExchangeType.IKE_AUTH) {
        lastKeyedNanos = nowNanos;
      }
      answered(session, b, offset, exchange, nowNanos);
    } else if (isAfterLogin(exchange)) {
      gatewayAsked = true;
      if (exchange == ExchangeType.INFORMATIONAL) {
        deleteOfGateway = Delete.in(b, offset);
      }
    }
    return proof;
  }

  /** An IKE SA that the gateway shows: what is known of its ids goes on. */
  private IkeSa shown(SpiPair pair) {
    if (deleted.pair().equals(pair)) {
      return deleted;
    }
    return tentative.pair().equals(pair) ? tentative : new IkeSa(pair, IkeSa.NONE);
  }

  /** It was deleted, as far as can be seen: if the gateway goes on with it, it was not. */
  private void forget(Session session, SpiPair pair, long nowNanos) {
    IkeSa sa = session.ikeSa(pair);
    if (sa != null) {
      deleted = sa;
      confirmed = NO_PAIR;
      session.forget(pair, nowNanos);
    }
  }

  /** Whether it is only the end of the exchange that deleted this pair, or its repetition. */
  private boolean isAboutDelete(SpiPair pair, ByteBuffer b, int offset) {
    Delete delete = IkeHeader.isResponse(b, offset) ? deleteOfClient : deleteOfGateway;
    return pair.equals(deleted.pair()) && delete.isOf(b, offset);
  }

  /**
   * An endpoint was proven.
   *
   * @param how for people
   */
  public record Proof(UnprovenEndpoint endpoint, String how) {}

  private Optional<Proof> proof(
      Session session, ByteBuffer b, int offset, @Nullable EndpointMoves moves) {
    SpiPair pair = pair(b, offset);
    long id = IkeHeader.messageId(b, offset);
    if (!IkeHeader.isResponse(b, offset)) {
      return proofByRequest(pair, id, moves);
    }
    Optional<Proof> proof = proofByAnswer(pair, id, moves);
    IkeSa sa = session.ikeSa(pair);
    if (sa != null) {
      sa.asked(id); // a request that was answered proves nothing when it is replayed
    }
    return proof;
  }

  private Optional<Proof> proofByAnswer(SpiPair pair, long id, @Nullable EndpointMoves moves) {
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

  private Optional<Proof> proofByRequest(SpiPair pair, long id, @Nullable EndpointMoves moves) {
    boolean sameSa = pair.equals(gatewayPair);
    if (sameSa && id <= gatewayId) {
      return Optional.empty();
    }
    Optional<UnprovenEndpoint> endpoint =
        moves == null ? Optional.empty() : moves.provenByNextRequest(gatewayAnswered);
    long answeredId = gatewayId;
    gatewayPair = pair;
    gatewayId = id;
    gatewayAnswered = false;
    return endpoint
        .filter(it -> sameSa)
        .map(it -> new Proof(it, "it alone answered the gateway's request " + answeredId));
  }

  private void answered(Session session, ByteBuffer b, int offset, int exchange, long nowNanos) {
    if (exchange == ExchangeType.IKE_AUTH) {
      session.authenticationAnswered(nowNanos);
      int inner = firstInner(b, offset);
      if (inner != PayloadType.NONE) { // all fragments but the first have none
        loginGoesOn = inner == PayloadType.EAP;
      }
      if (inner == PayloadType.AUTH) {
        // The end of an EAP login; no client can make the gateway send this without one.
        session.establish(nowNanos);
      }
    } else if (isAfterLogin(exchange)) {
      if (!loginGoesOn) {
        session.establish(nowNanos);
      }
      if (exchange == ExchangeType.INFORMATIONAL
          && closesSa(b, offset)
          && deleteOfClient.isOf(b, offset)) {
        forget(session, pair(b, offset), nowNanos);
      }
    }
  }

  private static boolean isAfterLogin(int exchange) {
    return exchange == ExchangeType.CREATE_CHILD_SA || exchange == ExchangeType.INFORMATIONAL;
  }

  /** An empty answer to a Delete closes the IKE SA; an answer with a Delete closed a CHILD_SA. */
  private static boolean closesSa(ByteBuffer b, int offset) {
    return firstInner(b, offset) == PayloadType.NONE;
  }

  /** A request with a Delete in it: ids are counted for each pair. */
  private record Delete(SpiPair pair, long id) {
    static final Delete NONE = new Delete(NO_PAIR, Exchanges.NONE);

    static Delete in(ByteBuffer b, int offset) {
      return firstInner(b, offset) == PayloadType.DELETE
          ? new Delete(Exchanges.pair(b, offset), IkeHeader.messageId(b, offset))
          : NONE;
    }

    boolean isOf(ByteBuffer b, int offset) {
      return IkeHeader.messageId(b, offset) == id && Exchanges.pair(b, offset).equals(pair);
    }
  }

  private static SpiPair pair(ByteBuffer b, int offset) {
    return new SpiPair(IkeHeader.initiatorSpi(b, offset), IkeHeader.responderSpi(b, offset));
  }

  /** The type of the first payload inside SK or SKF; -1 if the message ends before it. */
  private static int firstInner(ByteBuffer b, int offset) {
    int at = offset + IkeHeader.LENGTH;
    return at < b.limit() ? b.get(at) & 0xff : -1;
  }
}
