package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Walks the payloads of one message as far as they can be read without keys; never throws. */
final class PayloadReader {
  /** More than anybody sends in clear: strongSwan sends 11, Windows about 10. */
  static final int MOST_PAYLOADS = 64;

  private static final int HEADER = 4;

  private final ByteBuffer message;
  private final int end;
  private final List<Payload> payloads = new ArrayList<>();
  private PayloadFault fault = PayloadFault.NONE;

  /**
   * @param message from its header on, at position 0, big-endian
   * @param end where the payloads end: not behind the limit
   */
  PayloadReader(ByteBuffer message, int end) {
    this.message = message;
    this.end = end;
  }

  List<Payload> payloads() {
    return payloads;
  }

  /** The first thing that was wrong. */
  PayloadFault fault() {
    return fault;
  }

  void walk(int firstType) {
    int type = firstType;
    int at = IkeHeader.LENGTH;
    while (type != PayloadType.NONE) {
      if (payloads.size() == MOST_PAYLOADS) {
        note(PayloadFault.TOO_MANY);
        return;
      }
      int length = end - at < HEADER ? 0 : message.getShort(at + 2) & 0xffff;
      if (length < HEADER || length > end - at) {
        note(PayloadFault.PAYLOAD_LENGTH);
        return;
      }
      int next = message.get(at) & 0xff;
      payloads.add(read(type, next, at + HEADER, at + length));
      at += length;
      // What follows the next field of an encrypted payload is inside it.
      type = PayloadType.isProtected(type) ? PayloadType.NONE : next;
    }
    if (at != end) {
      note(PayloadFault.LEFT_OVER);
    }
  }

  private Payload read(int type, int next, int from, int to) {
    int length = to - from;
    switch (type) {
      case PayloadType.SA -> {
        var proposals = ProposalReader.read(message, from, to);
        if (proposals.isPresent()) {
          return new Payload.SecurityAssociation(proposals.get());
        }
      }
      case PayloadType.KE -> {
        if (length >= 4) {
          return new Payload.KeyExchange(u16(from), octets(from + 4, to));
        }
      }
      case PayloadType.NONCE -> {
        return new Payload.Nonce(octets(from, to));
      }
      case PayloadType.NOTIFY -> {
        int data = length >= 4 ? from + 4 + u8(from + 1) : Integer.MAX_VALUE;
        if (data <= to) {
          return new Payload.Notify(
              u8(from), octets(from + 4, data), u16(from + 2), octets(data, to));
        }
      }
      case PayloadType.SK -> {
        return new Payload.Encrypted(next, length + HEADER);
      }
      case PayloadType.SKF -> {
        if (length >= 4) {
          return new Payload.EncryptedFragment(next, u16(from), u16(from + 2), length + HEADER);
        }
      }
      default -> {
        return new Payload.Other(type, octets(from, to));
      }
    }
    note(PayloadFault.CONTENT);
    return new Payload.Other(type, octets(from, to));
  }

  private void note(PayloadFault found) {
    if (fault == PayloadFault.NONE) {
      fault = found;
    }
  }

  private int u8(int at) {
    return message.get(at) & 0xff;
  }

  private int u16(int at) {
    return message.getShort(at) & 0xffff;
  }

  private Octets octets(int from, int to) {
    return Octets.copyOf(message, from, to - from);
  }
}
