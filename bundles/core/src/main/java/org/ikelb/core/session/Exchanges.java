package org.ikelb.core.session;

import java.nio.ByteBuffer;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.PayloadType;

/**
 * What the clear parts of protected IKE messages tell of a session: the header, and the type of the
 * first inner payload, which stands in clear in the Encrypted payload (RFC 7296, section 3.14).
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class Exchanges {
  private static final long NONE = -1;

  private long lastInitiator;
  private long lastResponder;
  private long lastAnswerNanos;
  private boolean gatewayAsked;
  private long deleteOfClient = NONE;
  private long deleteOfGateway = NONE;

  /** Whether the last message had this pair: then there is nothing to look up. */
  public boolean isLastPair(long initiator, long responder) {
    return initiator == lastInitiator && responder == lastResponder;
  }

  /** When the gateway last answered, protected; new ESP SPIs come right after such an answer. */
  public long lastAnswerNanos() {
    return lastAnswerNanos;
  }

  /**
   * A protected message from the client.
   *
   * @param offset where its header begins
   */
  public void fromClient(Session session, Idle idle, ByteBuffer b, int offset, long nowNanos) {
    remember(b, offset);
    int exchange = IkeHeader.exchange(b, offset);
    if (exchange == ExchangeType.IKE_AUTH) {
      session.authenticationSeen(nowNanos);
      idle.loginSeen();
    } else if (IkeHeader.isResponse(b, offset)) {
      if (gatewayAsked && isAfterLogin(exchange)) {
        session.establish(nowNanos);
      }
      if (exchange == ExchangeType.INFORMATIONAL
          && closesSa(b, offset)
          && IkeHeader.messageId(b, offset) == deleteOfGateway) {
        session.forget(pair(b, offset));
      }
    } else if (exchange == ExchangeType.INFORMATIONAL) {
      deleteOfClient = deleteId(b, offset);
    }
  }

  /**
   * A protected message from the gateway: only it can make things true.
   *
   * @param offset where its header begins
   */
  public void fromGateway(Session session, ByteBuffer b, int offset, long nowNanos) {
    if (!isLastPair(IkeHeader.initiatorSpi(b, offset), IkeHeader.responderSpi(b, offset))) {
      remember(b, offset);
      session.learn(pair(b, offset));
    }
    int exchange = IkeHeader.exchange(b, offset);
    if (IkeHeader.isResponse(b, offset)) {
      lastAnswerNanos = nowNanos;
      answered(session, b, offset, exchange, nowNanos);
    } else if (isAfterLogin(exchange)) {
      gatewayAsked = true;
      if (exchange == ExchangeType.INFORMATIONAL) {
        deleteOfGateway = deleteId(b, offset);
      }
    }
  }

  private void answered(Session session, ByteBuffer b, int offset, int exchange, long nowNanos) {
    if (exchange == ExchangeType.IKE_AUTH) {
      session.authenticationAnswered(nowNanos);
      if (firstInner(b, offset) == PayloadType.AUTH) {
        // The end of an EAP login; no client can make the gateway send this without one.
        session.establish(nowNanos);
      }
    } else if (isAfterLogin(exchange)) {
      session.establish(nowNanos);
      if (exchange == ExchangeType.INFORMATIONAL
          && closesSa(b, offset)
          && IkeHeader.messageId(b, offset) == deleteOfClient) {
        session.forget(pair(b, offset));
      }
    }
  }

  private void remember(ByteBuffer b, int offset) {
    lastInitiator = IkeHeader.initiatorSpi(b, offset);
    lastResponder = IkeHeader.responderSpi(b, offset);
  }

  private static boolean isAfterLogin(int exchange) {
    return exchange == ExchangeType.CREATE_CHILD_SA || exchange == ExchangeType.INFORMATIONAL;
  }

  /** An empty answer to a Delete closes the IKE SA; an answer with a Delete closed a CHILD_SA. */
  private static boolean closesSa(ByteBuffer b, int offset) {
    return firstInner(b, offset) == PayloadType.NONE;
  }

  private static long deleteId(ByteBuffer b, int offset) {
    return firstInner(b, offset) == PayloadType.DELETE ? IkeHeader.messageId(b, offset) : NONE;
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
