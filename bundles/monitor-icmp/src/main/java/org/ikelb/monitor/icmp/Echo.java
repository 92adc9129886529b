package org.ikelb.monitor.icmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The echo requests of one probe (RFC 792; RFC 4443, section 4) and how to know their replies:
 *
 * <pre>
 *  0      1      2          4            6          8        24
 *  +------+------+----------+------------+----------+--------+
 *  | type | code | checksum | identifier | sequence | nonce  |
 *  +------+------+----------+------------+----------+--------+
 *   IPv4: 8 request, 0 reply; IPv6: 128, 129; code 0
 * </pre>
 *
 * A ping socket has the kernel choose the identifier and hands over nothing else; a raw socket sees
 * all ICMP messages of the peer. The nonce, which nobody can guess, is what a reply must bring in
 * either case.
 *
 * <p>Immutable and thread-safe.
 */
final class Echo {
  private static final int LENGTH = 24;
  private static final int NONCE = 8;

  private final boolean v6;
  private final short identifier;
  private final byte[] nonce;

  Echo(boolean v6, RandomGenerator random) {
    this.v6 = v6;
    this.identifier = (short) random.nextInt();
    this.nonce = new byte[LENGTH - NONCE];
    random.nextBytes(nonce);
  }

  /** The request with this sequence number. IPv6 checksums are the kernel's business. */
  byte[] request(int sequence) {
    ByteBuffer b = ByteBuffer.allocate(LENGTH);
    b.put((byte) (v6 ? 128 : 8)).put((byte) 0).putShort((short) 0);
    b.putShort(identifier).putShort((short) sequence).put(nonce);
    return v6 ? b.array() : b.putShort(2, checksum(b)).array();
  }

  /**
   * The sequence number of the request that this message replies to; empty if it is no reply to one
   * of these requests.
   *
   * @param message from its type on
   * @param anyIdentifier if the kernel chose another identifier
   */
  OptionalInt sequenceOfReply(ByteBuffer message, boolean anyIdentifier) {
    int at = message.position();
    boolean reply =
        message.remaining() == LENGTH
            && message.get(at) == (byte) (v6 ? 129 : 0)
            && message.get(at + 1) == 0
            && (anyIdentifier || message.getShort(at + 4) == identifier);
    if (!reply) {
      return OptionalInt.empty();
    }
    byte[] brought = new byte[nonce.length];
    message.get(at + NONCE, brought);
    return Arrays.equals(brought, nonce)
        ? OptionalInt.of(message.getShort(at + 6) & 0xffff)
        : OptionalInt.empty();
  }

  /** The Internet checksum (RFC 1071) of a message whose checksum field is 0. */
  private static short checksum(ByteBuffer message) {
    int sum = 0;
    for (int i = 0; i < LENGTH; i += 2) {
      sum += message.getShort(i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return (short) ~(sum + (sum >>> 16));
  }
}
