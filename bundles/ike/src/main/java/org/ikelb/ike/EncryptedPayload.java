package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * The Encrypted payload, whole or a fragment of one, read in place (RFC 7296, section 3.14; RFC
 * 7383, section 2.5). It follows the header and is the last payload.
 *
 * <pre>
 *  | first inner payload 1 | flags 1 | length 2 | initialization vector, data, check value ... |
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class EncryptedPayload {
  /** A generic payload header, and an initialization vector and check value of 8 bytes each. */
  private static final int SHORTEST = 4 + 8 + 8;

  private EncryptedPayload() {}

  /**
   * Whether it ends with the datagram, as its length and that of the message say. A gateway may
   * give up an IKE SA for one that it cannot parse.
   *
   * @param b the datagram, to its limit, big-endian
   * @param offset where a header begins that was checked and says that the message is protected
   */
  public static boolean fills(ByteBuffer b, int offset) {
    int payload = offset + IkeHeader.LENGTH;
    int left = b.limit() - payload;
    return left >= SHORTEST
        && (b.getShort(payload + Short.BYTES) & 0xffff) == left
        && IkeHeader.length(b, offset) == b.limit() - offset;
  }

  /**
   * The number of a fragment, from 1 to how many there are, in an SKF payload:
   *
   * <pre>
   *  | first inner payload 1 | flags 1 | length 2 | number 2 | total 2 | initialization vector ...
   * </pre>
   *
   * @param b the datagram, to its limit, big-endian
   * @param offset where a header begins that was checked and says that a fragment follows
   * @return 0 if the datagram ends before it
   */
  public static int fragment(ByteBuffer b, int offset) {
    int at = offset + IkeHeader.LENGTH + 4;
    return at + Short.BYTES > b.limit() ? 0 : b.getShort(at) & 0xffff;
  }
}
