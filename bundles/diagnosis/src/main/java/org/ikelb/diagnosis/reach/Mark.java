package org.ikelb.diagnosis.reach;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.ikelb.ike.Octets;

/**
 * What the initiator SPI of a test's requests says:
 *
 * <pre>
 *  0        5      6       7          8
 *  | token  | size | round | came back |
 *
 *  token      the test's, which nobody can guess
 *  size       an index into the sizes that are sent, from 0
 *  round      from 0
 *  came back  how many answers of this size the client has got from this port so far
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
final class Mark {
  private static final int TOKEN_BYTES = 5;
  private static final int BEHIND_TOKEN = 8 * (Long.BYTES - TOKEN_BYTES);
  private static final int BYTE = 0xff;

  private Mark() {}

  /** A token that nobody can guess, as its requests' SPIs begin: not 0. */
  static long newToken(SecureRandom random) {
    return random.nextLong() >>> BEHIND_TOKEN | 1;
  }

  /** Ten hexadecimal digits. */
  static String shown(long token) {
    return HexFormat.of().toHexDigits(token, 2 * TOKEN_BYTES);
  }

  static long token(long spi) {
    return spi >>> BEHIND_TOKEN;
  }

  static int size(long spi) {
    return (int) (spi >>> 16) & BYTE;
  }

  static int round(long spi) {
    return (int) (spi >>> 8) & BYTE;
  }

  static int cameBack(long spi) {
    return (int) spi & BYTE;
  }

  /** A request's SPI. */
  static long spi(long token, int size, int round, int cameBack) {
    return token << BEHIND_TOKEN | (long) size << 16 | (long) round << 8 | cameBack;
  }

  /** Random bytes for a request's key and nonce. */
  static Octets random(SecureRandom random) {
    byte[] bytes = new byte[36];
    random.nextBytes(bytes);
    return Octets.of(bytes);
  }
}
