package org.ikelb.bench.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Random;

/**
 * The few IKEv2 messages that open a session (RFC 7296, section 3), with nothing secret in them.
 *
 * <pre>
 *  0        8        16    17       18        19     20          24        28
 *  | SPIi 8 | SPIr 8 | np 1 | ver 1 | exch 1  | fl 1 | msg ID 4  | length 4 | payloads
 * </pre>
 */
final class IkeBytes {
  static final int SA_INIT = 34;
  static final int AUTH = 35;
  static final int INFORMATIONAL = 37;

  private static final int HEADER = 28;
  private static final int INITIATOR = 0x08;
  private static final int RESPONSE = 0x20;
  private static final int PROTECTED = 46;

  /** AES-CBC-256, SHA-256, MODP2048. */
  private static final byte[] SA =
      HexFormat.of()
          .parseHex(
              "220000300000002c010100040300000c0100000c800e0100"
                  + "030000080300000c0300000802000005000000080400000e");

  private IkeBytes() {}

  static ByteBuf saInit(long initiatorSpi, Random random) {
    ByteBuf b = header(initiatorSpi, 0, 33, SA_INIT, 0, HEADER + SA.length + 264 + 36);
    byte[] publicValue = new byte[256];
    byte[] nonce = new byte[32];
    random.nextBytes(publicValue);
    random.nextBytes(nonce);
    b.writeBytes(SA).writeInt(0x28000108).writeInt(14 << 16).writeBytes(publicValue);
    return b.writeInt(0x00000024).writeBytes(nonce);
  }

  /** A request whose content is no secret, in a payload that says it is. */
  static ByteBuf protectedRequest(long spiI, long spiR, int exchange, int messageId) {
    int content = exchange == AUTH ? 380 : 76;
    ByteBuf b = header(spiI, spiR, PROTECTED, exchange, messageId, HEADER + 4 + content);
    return b.writeInt(4 + content).writeZero(content);
  }

  private static ByteBuf header(
      long spiI, long spiR, int firstPayload, int exchange, int messageId, int length) {
    return Unpooled.directBuffer(length)
        .writeLong(spiI)
        .writeLong(spiR)
        .writeByte(firstPayload)
        .writeByte(0x20)
        .writeByte(exchange)
        .writeByte(INITIATOR)
        .writeInt(messageId)
        .writeInt(length);
  }

  /** Turns a request into its answer, which mirrors its payloads. */
  static void answer(ByteBuf b, int offset) {
    b.setByte(offset + 19, RESPONSE);
    if (b.getByte(offset + 18) == SA_INIT) {
      b.setLong(offset + 8, ~b.getLong(offset));
    }
  }

  static long initiatorSpi(ByteBuf b, int offset) {
    return b.getLong(offset);
  }

  static long responderSpi(ByteBuf b, int offset) {
    return b.getLong(offset + 8);
  }

  static int messageId(ByteBuf b, int offset) {
    return b.getInt(offset + 20);
  }

  /** Four zero bytes in front: how IKE is told from ESP on port 4500 (RFC 3948). */
  static ByteBuf marked(ByteBuf message) {
    ByteBuf marked = Unpooled.directBuffer(4 + message.readableBytes()).writeInt(0);
    marked.writeBytes(message);
    message.release();
    return marked;
  }

  /** Whether a datagram of port 4500 is IKE. */
  static boolean isMarked(ByteBuf datagram) {
    return datagram.readableBytes() >= 4 + HEADER && datagram.getInt(datagram.readerIndex()) == 0;
  }

  /** Datagrams of ESP one after the other: SPI, sequence number, zeros (RFC 4303, section 2). */
  static ByteBuf esp(int spi, int bytes, int datagrams) {
    ByteBuf b = Unpooled.directBuffer(bytes * datagrams);
    for (int i = 0; i < datagrams; i++) {
      b.writeInt(spi).writeInt(1 + i).writeZero(bytes - 8);
    }
    return b;
  }
}
