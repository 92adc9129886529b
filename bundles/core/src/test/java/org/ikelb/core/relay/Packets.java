package org.ikelb.core.relay;

import java.nio.ByteBuffer;

/** Datagrams as clients and gateways send them; only what ikelb looks at is right. */
final class Packets {
  static final int INIT = 34;
  static final int AUTH = 35;
  static final int CREATE_CHILD = 36;
  static final int INFORMATIONAL = 37;
  static final int FOLLOWUP_KE = 44;
  static final int NOTHING_INSIDE = 0;
  static final int DELETE_INSIDE = 42;
  static final int AUTH_INSIDE = 39;
  static final int IDR_INSIDE = 36;
  static final int EAP_INSIDE = 48;
  static final int NOTIFY_INSIDE = 41;
  private static final int FROM_INITIATOR = 0x08;
  private static final int RESPONSE = 0x20;
  private static final int FIRST_PAYLOAD = 16;
  private static final int FRAGMENT = 53;

  private Packets() {}

  static ByteBuffer initRequest(long spi) {
    return ike(spi, 0, 33, INIT, FROM_INITIATOR, 0, 33);
  }

  static ByteBuffer initAnswer(long spi, long responderSpi) {
    return ike(spi, responderSpi, 33, INIT, RESPONSE, 0, 33);
  }

  static ByteBuffer request(long spi, long responderSpi, int exchange, int id, int inside) {
    return ike(spi, responderSpi, 46, exchange, FROM_INITIATOR, id, inside);
  }

  static ByteBuffer answer(long spi, long responderSpi, int exchange, int id, int inside) {
    return ike(spi, responderSpi, 46, exchange, RESPONSE, id, inside);
  }

  static ByteBuffer gatewayRequest(long spi, long responderSpi, int exchange, int id, int inside) {
    return ike(spi, responderSpi, 46, exchange, 0, id, inside);
  }

  static ByteBuffer clientAnswer(long spi, long responderSpi, int exchange, int id, int inside) {
    return ike(spi, responderSpi, 46, exchange, FROM_INITIATOR | RESPONSE, id, inside);
  }

  /**
   * A fragment of a message (RFC 7383, section 2.5): only the first says what is inside.
   *
   * @param whole the message, of which it has the header
   * @param number from 1 on
   */
  static ByteBuffer fragment(ByteBuffer whole, int number, int total) {
    ByteBuffer fragment = ByteBuffer.allocate(whole.remaining());
    fragment.put(whole.duplicate()).rewind();
    fragment.put(FIRST_PAYLOAD, (byte) FRAGMENT);
    if (number > 1) {
      fragment.put(28, (byte) NOTHING_INSIDE);
    }
    return fragment.putShort(32, (short) number).putShort(34, (short) total);
  }

  /** The same message, longer. */
  static ByteBuffer grown(ByteBuffer message, int length) {
    ByteBuffer grown = ByteBuffer.allocate(length).put(message.duplicate()).rewind();
    return grown.putInt(24, length).putShort(30, (short) (length - 28));
  }

  /** With the non-ESP marker of port 4500 in front. */
  static ByteBuffer marked(ByteBuffer ike) {
    ByteBuffer marked = ByteBuffer.allocate(4 + ike.remaining());
    return marked.putInt(0).put(ike).flip();
  }

  static ByteBuffer esp(int spi, int sequence) {
    return ByteBuffer.allocate(100).putInt(0, spi).putInt(4, sequence);
  }

  static ByteBuffer keepalive() {
    return ByteBuffer.wrap(new byte[] {(byte) 0xff});
  }

  private static ByteBuffer ike(
      long spi, long responderSpi, int next, int exchange, int flags, int id, int inside) {
    ByteBuffer b = ByteBuffer.allocate(28 + 36);
    b.putLong(spi).putLong(responderSpi);
    b.put((byte) next).put((byte) 0x20).put((byte) exchange).put((byte) flags);
    b.putInt(id).putInt(b.capacity());
    b.put((byte) inside).put((byte) 0).putShort((short) (b.capacity() - 28));
    return b.rewind();
  }
}
