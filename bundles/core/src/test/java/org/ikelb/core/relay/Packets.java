package org.ikelb.core.relay;

import java.nio.ByteBuffer;

/** Datagrams as clients and gateways send them; only what ikelb looks at is right. */
final class Packets {
  static final int INIT = 34;
  static final int AUTH = 35;
  static final int CREATE_CHILD = 36;
  static final int INFORMATIONAL = 37;
  static final int NOTHING_INSIDE = 0;
  static final int DELETE_INSIDE = 42;
  static final int AUTH_INSIDE = 39;
  private static final int FROM_INITIATOR = 0x08;
  private static final int RESPONSE = 0x20;

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
