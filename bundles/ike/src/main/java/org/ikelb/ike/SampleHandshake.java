package org.ikelb.ike;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * IKE_SA_INIT messages that look like a real client's and gateway's, for the demo and for tests:
 * AES-CBC-256, HMAC-SHA2-256, MODP-2048. Keys are random bytes, so no SA can come of them.
 *
 * <p>Stateless and thread-safe.
 */
public final class SampleHandshake {
  /** The key exchange method of its keys: MODP-2048. */
  public static final int GROUP = 14;

  private static final int KEY_LENGTH = 256;
  private static final int NONCE_LENGTH = 32;

  /** One proposal: AES_CBC_256, HMAC_SHA2_256_128, PRF_HMAC_SHA2_256, MODP_2048. */
  private static final Octets PROPOSAL =
      Octets.of(
          ByteBuffer.allocate(44)
              .putLong(0x0000_002c_01_01_00_04L)
              .putLong(0x0300_000c_01_00_000cL)
              .putInt(0x800e_0100)
              .putLong(0x0300_0008_03_00_000cL)
              .putLong(0x0300_0008_02_00_0005L)
              .putLong(0x0000_0008_04_00_000eL)
              .array());

  private SampleHandshake() {}

  /**
   * A client's first message.
   *
   * @param client where it is sent from, as the client sees it
   * @param server where it is sent to
   */
  public static ByteBuffer request(
      long initiatorSpi,
      InetSocketAddress client,
      InetSocketAddress server,
      RandomGenerator random) {
    MessageBuilder request =
        MessageBuilder.message(initiatorSpi, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0);
    addKeys(request, random);
    return addNatDetection(request, initiatorSpi, 0, client, server)
        .notify(NotifyType.FRAGMENTATION_SUPPORTED)
        .notify(NotifyType.REDIRECT_SUPPORTED)
        .build();
  }

  /**
   * The same request with a cookie as its first payload, as a client repeats it when asked to.
   *
   * @param request without a cookie, from position to limit; not changed
   */
  public static ByteBuffer withCookie(ByteBuffer request, byte... cookie) {
    int start = request.position();
    int inserted = 8 + cookie.length;
    ByteBuffer b = ByteBuffer.allocate(request.remaining() + inserted);
    b.put(request.slice(start, IkeHeader.LENGTH));
    b.put((byte) IkeHeader.nextPayload(request, start)).put((byte) 0).putShort((short) inserted);
    b.putShort((short) 0).putShort((short) NotifyType.COOKIE).put(cookie);
    b.put(request.slice(start + IkeHeader.LENGTH, request.remaining() - IkeHeader.LENGTH));
    b.put(16, (byte) PayloadType.NOTIFY).putInt(24, b.capacity());
    return b.flip();
  }

  /**
   * The gateway's answer.
   *
   * @param request from its header on, at its position; not changed
   * @param responderSpi the gateway's choice; not 0
   * @param gateway where it is sent from, as the gateway sees it
   * @param client where it is sent to
   */
  public static ByteBuffer response(
      ByteBuffer request,
      long responderSpi,
      InetSocketAddress gateway,
      InetSocketAddress client,
      RandomGenerator random) {
    long initiatorSpi = IkeHeader.initiatorSpi(request, request.position());
    MessageBuilder response = MessageBuilder.answerTo(request, responderSpi);
    addKeys(response, random);
    return addNatDetection(response, initiatorSpi, responderSpi, gateway, client)
        .notify(NotifyType.FRAGMENTATION_SUPPORTED)
        .build();
  }

  private static void addKeys(MessageBuilder message, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] publicKey = new byte[KEY_LENGTH];
    random.nextBytes(publicKey);
    ByteBuffer keyExchange = ByteBuffer.allocate(4 + KEY_LENGTH);
    keyExchange.putShort((short) GROUP).putShort((short) 0).put(publicKey);
    message
        .payload(PayloadType.SA, PROPOSAL.toArray())
        .payload(PayloadType.KE, keyExchange.array())
        .payload(PayloadType.NONCE, nonce);
  }

  private static MessageBuilder addNatDetection(
      MessageBuilder message,
      long initiatorSpi,
      long responderSpi,
      InetSocketAddress source,
      InetSocketAddress destination) {
    byte[] from = NatDetection.hash(initiatorSpi, responderSpi, source);
    byte[] to = NatDetection.hash(initiatorSpi, responderSpi, destination);
    return message
        .notify(NotifyType.NAT_DETECTION_SOURCE_IP, from)
        .notify(NotifyType.NAT_DETECTION_DESTINATION_IP, to);
  }
}
