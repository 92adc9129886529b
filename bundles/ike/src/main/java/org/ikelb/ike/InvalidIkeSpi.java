package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * "I do not know this IKE SA": the one answer that either side may give in clear after the opening
 * exchange, since it has no keys for another (RFC 7296, section 1.5). SPIs, exchange and message id
 * are those of the request.
 *
 * <pre>
 *  | header 28, next payload 41, flag R | 0 1 | flags 1 | length 2 | protocol 1 | SPI size 1 | 4 (2) | data
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class InvalidIkeSpi {
  private static final int SHORTEST = 8;

  /** The two SPIs, which some may give as data. */
  private static final int LONGEST = SHORTEST + 16;

  private InvalidIkeSpi() {}

  /**
   * Whether a message is this answer, and nothing else.
   *
   * @param b the datagram, to its limit, big-endian
   * @param offset where a header begins of which the length was checked
   */
  public static boolean isIn(ByteBuffer b, int offset) {
    int at = offset + IkeHeader.LENGTH;
    int left = b.limit() - at;
    return IkeHeader.isResponse(b, offset)
        && IkeHeader.nextPayload(b, offset) == PayloadType.NOTIFY
        && left >= SHORTEST
        && left <= LONGEST
        && b.get(at) == PayloadType.NONE
        && (b.getShort(at + 2) & 0xffff) == left
        && (b.getShort(at + 6) & 0xffff) == NotifyType.INVALID_IKE_SPI
        && IkeHeader.length(b, offset) == b.limit() - offset;
  }
}
