package org.ikelb.core.follow;

import java.nio.ByteBuffer;
import org.ikelb.ike.EncryptedPayload;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.PayloadType;

/**
 * What somebody without keys sees of an IKE message: its header, and the type of the first payload,
 * which stands in clear even where that is encrypted (RFC 7296, section 3.14). Read once, when the
 * message comes in.
 *
 * <p>Immutable.
 *
 * @param pair its SPIs
 * @param exchange see {@link ExchangeType}
 * @param response whether it answers
 * @param id the message id, 0 to 2^32-1
 * @param isProtected whether it claims to be encrypted and authenticated
 * @param fragment its number, from 1, if it is a fragment (RFC 7383); 0: it is whole
 * @param first the type of the first payload, of those inside if it is protected, see {@link
 *     PayloadType}; {@link #UNSEEN} where it cannot be seen
 */
public record SeenIke(
    SpiPair pair,
    int exchange,
    boolean response,
    long id,
    boolean isProtected,
    int fragment,
    int first) {
  /** All fragments but the first say nothing of what is inside; nor does what is cut short. */
  public static final int UNSEEN = -1;

  /**
   * Reads a message.
   *
   * @param b big-endian, to its limit
   * @param offset where a header begins that was checked
   */
  public static SeenIke in(ByteBuffer b, int offset) {
    int next = IkeHeader.nextPayload(b, offset);
    int fragment = next == PayloadType.SKF ? EncryptedPayload.fragment(b, offset) : 0;
    return new SeenIke(
        new SpiPair(IkeHeader.initiatorSpi(b, offset), IkeHeader.responderSpi(b, offset)),
        IkeHeader.exchange(b, offset),
        IkeHeader.isResponse(b, offset),
        IkeHeader.messageId(b, offset),
        PayloadType.isProtected(next),
        fragment,
        PayloadType.isProtected(next) ? inside(b, offset, fragment) : next);
  }

  private static int inside(ByteBuffer b, int offset, int fragment) {
    int at = offset + IkeHeader.LENGTH;
    return fragment > 1 || at >= b.limit() ? UNSEEN : b.get(at) & 0xff;
  }

  /** Whether it opens an IKE SA, or answers that. */
  public boolean opensSa() {
    return ExchangeType.opensSa(exchange);
  }

  /** Whether it belongs to a login. */
  public boolean isLogin() {
    return exchange == ExchangeType.IKE_AUTH || exchange == ExchangeType.IKE_INTERMEDIATE;
  }

  /** Whether it belongs to an exchange that only those have who are logged in, mostly. */
  public boolean isAfterLogin() {
    return exchange == ExchangeType.CREATE_CHILD_SA || exchange == ExchangeType.INFORMATIONAL;
  }

  /** Whether it belongs to an exchange that makes new keys within an IKE SA. */
  public boolean makesKeys() {
    return exchange == ExchangeType.CREATE_CHILD_SA || exchange == ExchangeType.IKE_FOLLOWUP_KE;
  }

  /** Whether it asks for something to be deleted, or says that it was. */
  public boolean deletes() {
    return exchange == ExchangeType.INFORMATIONAL && first == PayloadType.DELETE;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return isProtected && first == PayloadType.NONE;
  }
}
