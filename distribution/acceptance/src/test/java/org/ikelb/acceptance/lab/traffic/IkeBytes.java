package org.ikelb.acceptance.lab.traffic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * IKEv2 messages written byte by byte, on purpose without ikelb's own code (RFC 7296, section 3).
 *
 * <pre>
 *  0        8        16    17       18        19     20          24        28
 *  | SPIi 8 | SPIr 8 | np 1 | ver 1 | exch 1  | fl 1 | msg ID 4  | length 4 | payloads
 * </pre>
 */
final class IkeBytes {
  static final int IKE_SA_INIT = 34;
  static final int IKE_AUTH = 35;
  static final int INFORMATIONAL = 37;
  static final int HEADER = 28;

  private static final int NOTIFY = 41;
  private static final int COOKIE = 16390;
  private static final int RESPONSE = 0x20;
  private static final int INITIATOR = 0x08;

  /** AES-CBC-256, SHA-256, MODP2048. */
  private static final byte[] SA =
      HexFormat.of()
          .parseHex(
              "220000300000002c010100040300000c0100000c800e0100"
                  + "030000080300000c0300000802000005000000080400000e");

  /** 3DES, SHA-1, MODP1024. */
  private static final byte[] OLD_SA =
      HexFormat.of()
          .parseHex(
              "2200002c0000002801010004"
                  + "030000080100000303000008030000020300000802000002"
                  + "0000000804000002");

  private IkeBytes() {}

  /** A complete IKE_SA_INIT request that strongSwan accepts: 376 bytes. */
  static byte[] saInit(long initiatorSpi, Random random) {
    return saInit(initiatorSpi, SA, 14, 256, random);
  }

  /** The same of a client that offers 3DES and nothing else: 244 bytes. */
  static byte[] oldSaInit(long initiatorSpi, Random random) {
    return saInit(initiatorSpi, OLD_SA, 2, 128, random);
  }

  private static byte[] saInit(
      long initiatorSpi, byte[] offer, int group, int publicBytes, Random random) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + offer.length + 8 + publicBytes + 36);
    header(buffer, initiatorSpi, 0, 33, IKE_SA_INIT, INITIATOR, 0);
    buffer.put(offer);
    byte[] publicValue = new byte[publicBytes];
    random.nextBytes(publicValue);
    buffer.putInt(0x28000000 | (8 + publicBytes)).putInt(group << 16).put(publicValue);
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    return buffer.putInt(0x00000024).put(nonce).array();
  }

  /** A request of exchange 35 whose content is no secret, in a payload that says it is. */
  static byte[] auth(long initiatorSpi, long responderSpi, Random random) {
    return secret(initiatorSpi, responderSpi, IKE_AUTH, 1, random);
  }

  /** A request of any exchange whose content is no secret, in a payload that says it is. */
  static byte[] secret(long initiatorSpi, long responderSpi, int exchange, int id, Random random) {
    byte[] content = new byte[76];
    random.nextBytes(content);
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + 4 + content.length);
    header(buffer, initiatorSpi, responderSpi, 46, exchange, INITIATOR, id);
    return buffer.putInt(0x23000000 | (4 + content.length)).put(content).array();
  }

  /** A header and nothing else, of a version that nobody speaks: the answer is in clear. */
  static byte[] versionThree(long initiatorSpi, long responderSpi, int id) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER);
    header(buffer, initiatorSpi, responderSpi, 0, INFORMATIONAL, INITIATOR, id);
    return buffer.put(17, (byte) 0x30).array();
  }

  /** Puts another initiator SPI into a message that begins there. */
  static void put(byte[] datagram, int at, long initiatorSpi) {
    ByteBuffer.wrap(datagram).putLong(at, initiatorSpi);
  }

  private static void header(
      ByteBuffer buffer, long spiI, long spiR, int first, int exchange, int flags, int id) {
    buffer.putLong(spiI).putLong(spiR);
    buffer.put((byte) first).put((byte) 0x20).put((byte) exchange).put((byte) flags);
    buffer.putInt(id).putInt(buffer.capacity());
  }

  /** The request again, with the cookie that its answer asked for as first payload. */
  static byte[] withCookie(byte[] request, byte[] answer) {
    byte[] cookie = Arrays.copyOfRange(answer, HEADER + 8, answer.length);
    ByteBuffer buffer = ByteBuffer.allocate(request.length + 8 + cookie.length);
    buffer.put(request, 0, HEADER);
    buffer.put(request[16]).put((byte) 0).putShort((short) (8 + cookie.length));
    buffer.putShort((short) 0).putShort((short) COOKIE).put(cookie);
    buffer.put(request, HEADER, request.length - HEADER);
    return buffer.put(16, (byte) NOTIFY).putInt(24, buffer.capacity()).array();
  }

  static boolean asksForCookie(byte[] answer) {
    ByteBuffer buffer = ByteBuffer.wrap(answer);
    return answer.length > HEADER + 8
        && answer[16] == NOTIFY
        && (buffer.getShort(HEADER + 6) & 0xffff) == COOKIE;
  }

  /** An answer that mirrors the request's payloads, under this responder SPI. */
  static byte[] answer(byte[] request, long responderSpi) {
    byte[] answer = request.clone();
    answer[19] = RESPONSE;
    ByteBuffer.wrap(answer).putLong(8, responderSpi);
    return answer;
  }

  static long initiatorSpi(byte[] message) {
    return ByteBuffer.wrap(message).getLong(0);
  }

  static long responderSpi(byte[] message) {
    return ByteBuffer.wrap(message).getLong(8);
  }

  static int id(byte[] message) {
    return ByteBuffer.wrap(message).getInt(20);
  }

  static boolean isRequest(byte[] message) {
    return (message[19] & RESPONSE) == 0;
  }

  static int exchange(byte[] message) {
    return message[18];
  }

  /** Four zero bytes in front: how IKE is told from ESP on port 4500 (RFC 3948). */
  static byte[] marked(byte[] message) {
    return ByteBuffer.allocate(4 + message.length).putInt(0).put(message).array();
  }

  /** Whether it is IKE on port 4500, and no ESP. */
  static boolean isMarked(byte[] datagram) {
    return datagram.length > 4 && ByteBuffer.wrap(datagram).getInt(0) == 0;
  }

  static byte[] unmarked(byte[] datagram) {
    return Arrays.copyOfRange(datagram, 4, datagram.length);
  }
}
