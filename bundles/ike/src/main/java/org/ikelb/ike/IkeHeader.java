package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * Reads the header that every IKEv2 message begins with (RFC 7296, section 3.1):
 *
 * <pre>
 *  0        8        16     17        18         19      20           24       28
 *  +--------+--------+------+---------+----------+-------+------------+--------+
 *  | SPIi   | SPIr   | next | version | exchange | flags | message id | length |  payloads
 *  +--------+--------+------+---------+----------+-------+------------+--------+
 *                             major 4 bits, minor 4 bits   the whole message, header included
 *
 *  flags  0x08 I  the sender opened this IKE SA
 *         0x10 V  the sender knows a higher version
 *         0x20 R  this is a response
 * </pre>
 *
 * The initiator's SPI is that of whoever opened the IKE SA; after a gateway has re-keyed it, that
 * is the gateway. So neither the order of the SPIs nor the I flag says who sent a message: only the
 * socket it came from does.
 *
 * <p>All methods read absolutely from a big-endian buffer that holds at least {@link #LENGTH} bytes
 * from {@code offset} on ({@link HeaderRules} has checked that), and allocate nothing.
 *
 * <p>Stateless and thread-safe.
 */
public final class IkeHeader {
  /** The length of the header in bytes. */
  public static final int LENGTH = 28;

  /** The version byte of IKEv2: 2.0. */
  public static final int VERSION_2 = 0x20;

  /** Flag: the sender opened this IKE SA. */
  public static final int INITIATOR = 0x08;

  /** Flag: this is a response. */
  public static final int RESPONSE = 0x20;

  private static final int MAJOR_VERSION_2 = 2;

  private IkeHeader() {}

  /** The SPI of the side that opened the IKE SA; never 0 in a valid message. */
  public static long initiatorSpi(ByteBuffer b, int offset) {
    return b.getLong(offset);
  }

  /** The other side's SPI; 0 as long as it has not chosen one. */
  public static long responderSpi(ByteBuffer b, int offset) {
    return b.getLong(offset + 8);
  }

  /** The type of the first payload, see {@link PayloadType}. */
  public static int nextPayload(ByteBuffer b, int offset) {
    return b.get(offset + 16) & 0xff;
  }

  /** 2 for IKEv2. The minor version is to be ignored on receipt. */
  public static int majorVersion(ByteBuffer b, int offset) {
    return (b.get(offset + 17) & 0xff) >>> 4;
  }

  /** See {@link ExchangeType}. */
  public static int exchange(ByteBuffer b, int offset) {
    return b.get(offset + 18) & 0xff;
  }

  /** Whether the sender opened this IKE SA. */
  public static boolean isInitiator(ByteBuffer b, int offset) {
    return (b.get(offset + 19) & INITIATOR) != 0;
  }

  public static boolean isResponse(ByteBuffer b, int offset) {
    return (b.get(offset + 19) & RESPONSE) != 0;
  }

  /** 0 to 2^32-1. Each side counts its own requests, a response repeats its request's. */
  public static long messageId(ByteBuffer b, int offset) {
    return b.getInt(offset + 20) & 0xffffffffL;
  }

  /** The length of the whole message as its sender states it, 0 to 2^32-1. */
  public static long length(ByteBuffer b, int offset) {
    return b.getInt(offset + 24) & 0xffffffffL;
  }

  /** Whether the message claims to be encrypted and authenticated, whole or as a fragment. */
  public static boolean isProtected(ByteBuffer b, int offset) {
    return PayloadType.isProtected(nextPayload(b, offset));
  }

  /**
   * Whether the message is a well-formed request for a new IKE SA. Retransmissions, and the
   * repeated requests after COOKIE and INVALID_KE_PAYLOAD, look the same and bring the same
   * initiator SPI.
   */
  public static boolean opensSession(ByteBuffer b, int offset) {
    return ExchangeType.opensSa(exchange(b, offset))
        && majorVersion(b, offset) == MAJOR_VERSION_2
        && isInitiator(b, offset)
        && !isResponse(b, offset)
        && initiatorSpi(b, offset) != 0
        && responderSpi(b, offset) == 0
        && messageId(b, offset) == 0;
  }
}
