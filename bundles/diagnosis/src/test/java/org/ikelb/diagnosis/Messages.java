package org.ikelb.diagnosis;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.SampleHandshake;

/** IKE messages of one client and its gateway. */
final class Messages {
  private static final long RESPONDER_SPI = 0x2222_0000_0000_0001L;
  private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.7", 500);
  private static final InetSocketAddress THERE = new InetSocketAddress("203.0.113.10", 500);

  private final long spi;

  Messages(long spi) {
    this.spi = spi;
  }

  ByteBuffer greeting() {
    return SampleHandshake.request(spi, HERE, THERE, new Random(spi));
  }

  ByteBuffer acceptance() {
    return SampleHandshake.response(greeting(), RESPONDER_SPI, THERE, HERE, new Random(spi));
  }

  ByteBuffer login(int id, int inside, int bytes) {
    return encrypted(ExchangeType.IKE_AUTH, IkeHeader.INITIATOR, id, inside, bytes);
  }

  ByteBuffer loginAnswer(int id, int inside, int bytes) {
    return encrypted(ExchangeType.IKE_AUTH, IkeHeader.RESPONSE, id, inside, bytes);
  }

  ByteBuffer answerFragment(int id, int number, int total, int bytes) {
    return header(ExchangeType.IKE_AUTH, IkeHeader.RESPONSE, id, PayloadType.SKF, bytes)
        .put(IkeHeader.LENGTH, (byte) (number == 1 ? PayloadType.ID_R : 0))
        .putShort(IkeHeader.LENGTH + 2, (short) (bytes - IkeHeader.LENGTH))
        .putShort(IkeHeader.LENGTH + 4, (short) number)
        .putShort(IkeHeader.LENGTH + 6, (short) total);
  }

  ByteBuffer complaint(int id) {
    return encrypted(ExchangeType.INFORMATIONAL, IkeHeader.INITIATOR, id, PayloadType.NOTIFY, 80);
  }

  ByteBuffer fragment(int id, int number, int total) {
    ByteBuffer message =
        header(ExchangeType.IKE_AUTH, IkeHeader.INITIATOR, id, PayloadType.SKF, 500);
    message
        .put(IkeHeader.LENGTH, (byte) (number == 1 ? PayloadType.ID_I : 0))
        .putShort(IkeHeader.LENGTH + 2, (short) (500 - IkeHeader.LENGTH))
        .putShort(IkeHeader.LENGTH + 4, (short) number)
        .putShort(IkeHeader.LENGTH + 6, (short) total);
    return message;
  }

  private ByteBuffer encrypted(int exchange, int flags, int id, int inside, int bytes) {
    ByteBuffer message = header(exchange, flags, id, PayloadType.SK, bytes);
    return message
        .put(IkeHeader.LENGTH, (byte) inside)
        .putShort(IkeHeader.LENGTH + 2, (short) (bytes - IkeHeader.LENGTH));
  }

  private ByteBuffer header(int exchange, int flags, int id, int next, int bytes) {
    return ByteBuffer.allocate(bytes)
        .putLong(0, spi)
        .putLong(8, RESPONDER_SPI)
        .put(16, (byte) next)
        .put(17, (byte) 0x20)
        .put(18, (byte) exchange)
        .put(19, (byte) flags)
        .putInt(20, id)
        .putInt(24, bytes);
  }
}
