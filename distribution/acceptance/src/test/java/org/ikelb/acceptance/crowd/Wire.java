package org.ikelb.acceptance.crowd;

import java.nio.ByteBuffer;

/**
 * IKEv2 and ESP as port 4500 carries them, byte by byte and on purpose without ikelb's own code.
 * What is said to be encrypted is zeros: ikelb cannot tell.
 *
 * <pre>
 *  IKE: | 0 4 | SPIi 8 | SPIr 8 | next 1 | version 1 | exchange 1 | flags 1 | id 4 | length 4 | ...
 *  ESP: | SPI 4 | sequence 4 | ...
 * </pre>
 */
final class Wire {
  static final int IKE_SA_INIT = 34;
  static final int IKE_AUTH = 35;
  static final int INFORMATIONAL = 37;

  private static final int MARKER = 4;
  private static final int HEADER = 28;
  private static final byte ENCRYPTED = 46;
  private static final byte NONCE = 40;
  private static final byte NOTIFY = 41;
  private static final int CONTENT = 36;
  private static final byte RESPONSE = 0x20;

  private Wire() {}

  /** A request; an IKE_SA_INIT has a nonce, the others have an Encrypted payload. */
  static byte[] request(long spiI, long spiR, int exchange, int id) {
    boolean initial = exchange == IKE_SA_INIT;
    int length = HEADER + 4 + CONTENT;
    ByteBuffer b = ByteBuffer.allocate(MARKER + length);
    b.putInt(0).putLong(spiI).putLong(spiR);
    b.put(initial ? NONCE : ENCRYPTED).put((byte) 0x20);
    b.put((byte) exchange).put((byte) 0x08);
    b.putInt(id).putInt(length);
    b.putInt((initial ? 0 : NOTIFY << 24) | (4 + CONTENT)); // first inside: a notification
    return b.array();
  }

  /** Whether somebody wants a cookie before he goes on (RFC 7296, section 2.6). */
  static boolean asksForCookie(byte[] answer) {
    return spiR(answer) == 0 && answer[MARKER + 16] == NOTIFY;
  }

  /** The request again, with the cookie of the answer as its first payload. */
  static byte[] withCookie(byte[] request, byte[] answer) {
    int notification = answer.length - MARKER - HEADER;
    ByteBuffer b = ByteBuffer.allocate(request.length + notification);
    b.put(request, 0, MARKER + HEADER);
    b.put(answer, MARKER + HEADER, notification);
    b.put(request, MARKER + HEADER, request.length - MARKER - HEADER);
    b.put(MARKER + 16, NOTIFY).put(MARKER + HEADER, NONCE);
    return b.putInt(MARKER + 24, b.capacity() - MARKER).array();
  }

  static byte[] esp(int spi, int sequence) {
    return ByteBuffer.allocate(64).putInt(spi).putInt(sequence).array();
  }

  static boolean isEsp(ByteBuffer datagram) {
    return datagram.getInt(0) != 0;
  }

  /** Makes the answer out of a request: a responder SPI, the flags. */
  static void answer(ByteBuffer request) {
    long spiI = request.getLong(MARKER);
    request.putLong(MARKER + 8, spiI ^ 0x5555_5555_5555_5555L);
    request.put(MARKER + 19, RESPONSE);
  }

  static long spiR(byte[] answer) {
    return ByteBuffer.wrap(answer).getLong(MARKER + 8);
  }

  static int exchange(ByteBuffer datagram) {
    return datagram.get(MARKER + 18);
  }

  static int sequence(byte[] esp) {
    return ByteBuffer.wrap(esp).getInt(4);
  }
}
