package org.ikelb.ike;

import java.nio.ByteBuffer;

/**
 * Tells apart what shares the NAT-T port, normally 4500 (RFC 3948, section 2):
 *
 * <pre>
 *  IKE        0        4                    ESP        0        4          8
 *             +--------+------------+                  +--------+----------+------------+
 *             | 0 (4)  | IKE header |                  | SPI    | sequence | ciphertext |
 *             +--------+------------+                  +--------+----------+------------+
 *             the non-ESP marker                       never 0: so the two differ
 *
 *  keepalive  0    1
 *             +----+
 *             | ff |    exactly one byte
 *             +----+
 * </pre>
 *
 * <p>On port 500 there is no marker: every datagram is an IKE message.
 *
 * <p>Stateless and thread-safe.
 */
public final class NatTraversal {
  /** The length of the non-ESP marker, four zero bytes. */
  public static final int MARKER_LENGTH = 4;

  private static final int MARKER = 0;
  private static final byte KEEPALIVE = (byte) 0xff;
  private static final int SHORTEST_ESP = 8;

  private NatTraversal() {}

  /**
   * Says what a datagram is. An answer of {@link DatagramKind#IKE} says that the marker is there,
   * nothing about what follows it.
   *
   * @param datagram the UDP payload, from position to limit; not changed
   */
  public static DatagramKind kindOf(ByteBuffer datagram) {
    int length = datagram.remaining();
    int start = datagram.position();
    if (length < MARKER_LENGTH) {
      boolean keepalive = length == 1 && datagram.get(start) == KEEPALIVE;
      return keepalive ? DatagramKind.KEEPALIVE : DatagramKind.INVALID;
    }
    if (datagram.getInt(start) == MARKER) {
      return DatagramKind.IKE;
    }
    return length < SHORTEST_ESP ? DatagramKind.INVALID : DatagramKind.ESP;
  }

  /**
   * The IKE message behind a non-ESP marker, as it is sent on the NAT-T port.
   *
   * @param message from position to limit; not changed
   */
  public static ByteBuffer withMarker(ByteBuffer message) {
    ByteBuffer marked = ByteBuffer.allocate(MARKER_LENGTH + message.remaining());
    return marked.putInt(MARKER).put(message.duplicate()).flip();
  }
}
