package org.ikelb.demo;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.ikelb.ike.MessageBuilder;

/**
 * Messages that look encrypted: the framing is right, what real peers encrypt is random bytes.
 *
 * <p>Stateless and thread-safe.
 */
final class Messages {
  /** How many bytes real peers have inside such messages, more or less. */
  static final int AUTH_REQUEST_BYTES = 304;

  static final int AUTH_ANSWER_BYTES = 224;
  static final int SHORT_BYTES = 48;

  private Messages() {}

  /**
   * Ends a message with one SK payload (RFC 7296, section 3.14).
   *
   * @param innerFirst the type of the first payload inside, which SK shows in clear
   * @param bytesInside how long initialization vector, ciphertext and checksum are together
   */
  static ByteBuffer sealed(MessageBuilder message, int innerFirst, int bytesInside) {
    return message.encrypted(innerFirst, random(bytesInside)).build();
  }

  /** An ESP datagram (RFC 4303, section 2). */
  static ByteBuffer esp(int spi, int sequence, int bytesInside) {
    return ByteBuffer.allocate(8 + bytesInside)
        .putInt(spi)
        .putInt(sequence)
        .put(random(bytesInside))
        .flip();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
