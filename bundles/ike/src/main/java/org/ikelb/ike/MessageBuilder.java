package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a message together: header, then payloads in the order given. For probes, answers, tests and
 * the demo; it checks nothing, so that broken messages can be made too.
 *
 * <p>Not thread-safe.
 */
public final class MessageBuilder {
  static final int PAYLOAD_HEADER = 4;

  private final long initiatorSpi;
  private final long responderSpi;
  private final int exchange;
  private final int flags;
  private final long messageId;
  private int version = IkeHeader.VERSION_2;
  private final List<Part> parts = new ArrayList<>();

  private record Part(int type, int firstInner, Octets body) {}

  private MessageBuilder(
      long initiatorSpi, long responderSpi, int exchange, int flags, long messageId) {
    this.initiatorSpi = initiatorSpi;
    this.responderSpi = responderSpi;
    this.exchange = exchange;
    this.flags = flags;
    this.messageId = messageId;
  }

  /**
   * Begins a message.
   *
   * @param flags {@link IkeHeader#INITIATOR} and {@link IkeHeader#RESPONSE}, or neither
   */
  public static MessageBuilder message(
      long initiatorSpi, long responderSpi, int exchange, int flags, long messageId) {
    return new MessageBuilder(initiatorSpi, responderSpi, exchange, flags, messageId);
  }

  /**
   * Begins the answer to a request: same exchange, message id and initiator SPI.
   *
   * @param request at least a header, from its position on
   * @param responderSpi the answering side's SPI, or 0 if it keeps no state
   */
  public static MessageBuilder answerTo(ByteBuffer request, long responderSpi) {
    int at = request.position();
    int initiator = IkeHeader.isInitiator(request, at) ? 0 : IkeHeader.INITIATOR;
    return message(
        IkeHeader.initiatorSpi(request, at),
        responderSpi,
        IkeHeader.exchange(request, at),
        IkeHeader.RESPONSE | initiator,
        IkeHeader.messageId(request, at));
  }

  /** Another version than 2.0: major version in the upper 4 bits. */
  public MessageBuilder version(int newVersion) {
    version = newVersion;
    return this;
  }

  public MessageBuilder payload(int type, byte... body) {
    parts.add(new Part(type, PayloadType.NONE, Octets.of(body)));
    return this;
  }

  /** A notification about the IKE SA itself. */
  public MessageBuilder notify(int notifyType, byte... data) {
    ByteBuffer body = ByteBuffer.allocate(4 + data.length);
    body.put((byte) 0).put((byte) 0).putShort((short) notifyType).put(data);
    return payload(PayloadType.NOTIFY, body.array());
  }

  /**
   * An SK payload, which must be the last one.
   *
   * @param firstInner the type of the first payload inside
   * @param sealed what stands for IV, ciphertext and checksum
   */
  public MessageBuilder encrypted(int firstInner, byte... sealed) {
    parts.add(new Part(PayloadType.SK, firstInner, Octets.of(sealed)));
    return this;
  }

  /** An SKF payload, which must be the only one; {@code number} counts from 1. */
  public MessageBuilder encryptedFragment(int firstInner, int number, int total, byte... sealed) {
    ByteBuffer body = ByteBuffer.allocate(4 + sealed.length);
    body.putShort((short) number).putShort((short) total).put(sealed);
    parts.add(new Part(PayloadType.SKF, firstInner, Octets.of(body.array())));
    return this;
  }

  /**
   * The message, from position 0 to the limit, without a marker ({@link NatTraversal#withMarker}).
   */
  public ByteBuffer build() {
    int length = IkeHeader.LENGTH;
    for (Part part : parts) {
      length += PAYLOAD_HEADER + part.body.length();
    }
    ByteBuffer b = ByteBuffer.allocate(length);
    b.putLong(initiatorSpi).putLong(responderSpi).put((byte) typeOf(0)).put((byte) version);
    b.put((byte) exchange).put((byte) flags).putInt((int) messageId).putInt(length);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int next = PayloadType.isProtected(part.type) ? part.firstInner : typeOf(i + 1);
      b.put((byte) next).put((byte) 0).putShort((short) (PAYLOAD_HEADER + part.body.length()));
      b.put(part.body.toBuffer());
    }
    return b.flip();
  }

  private int typeOf(int part) {
    return part < parts.size() ? parts.get(part).type : PayloadType.NONE;
  }
}
