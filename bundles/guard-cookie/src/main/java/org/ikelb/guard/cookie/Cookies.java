package org.ikelb.guard.cookie;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes cookies and knows them again, without remembering any:
 *
 * <pre>
 *  0        1                                                                    17
 *  +--------+--------------------------------------------------------------------+
 *  | period | first 16 bytes of HMAC-SHA256(secret, period 8 | SPIi 8 |          |
 *  |        |                     address length 1 | client address | nonce Ni)  |
 *  +--------+--------------------------------------------------------------------+
 * </pre>
 *
 * A period is {@value #PERIOD_SECONDS} s. Its number is hashed too, so each period has cookies of
 * its own, as with a secret of its own; those of the last one are still good. So a cookie is good
 * for one to two periods, and there is nothing to replace that loops would have to agree on. The
 * client's port is left out: a NAT may change it between two requests.
 *
 * <p>Thread-safe: each thread has a hash function of its own.
 */
final class Cookies {
  /** Of a cookie, in bytes; 1 to 64 are allowed. */
  static final int LENGTH = 17;

  private static final int PERIOD_SECONDS = 60;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(PERIOD_SECONDS);
  private static final int SECRET_BYTES = 32;
  private static final int HASH_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  /** What is in it is of the JDK: it keeps no bundle in memory. */
  private final ThreadLocal<Mac> hashes = ThreadLocal.withInitial(this::another);

  /**
   * Makes those of one secret.
   *
   * @throws IllegalStateException if this Java has no HMAC-SHA256
   */
  Cookies(RandomGenerator secrets) {
    byte[] secret = new byte[SECRET_BYTES];
    secrets.nextBytes(secret);
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
    another(); // fails here if it fails at all, and not on a loop
  }

  /** No provider is looked up: that could block a loop. */
  private Mac another() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java cannot copy its " + ALGORITHM, e);
    }
  }

  /**
   * The cookie for a request.
   *
   * @param message the request, from its header on, at position 0
   * @param nonce where its nonce begins
   */
  byte[] make(ByteBuffer message, int nonce, InetAddress client, long nowNanos) {
    return make(message, nonce, client.getAddress(), period(nowNanos));
  }

  /**
   * Whether a request brings back the cookie that was made for it.
   *
   * @param cookie where its cookie begins, of {@link #LENGTH} bytes
   */
  boolean isGood(ByteBuffer message, int cookie, int nonce, InetAddress client, long nowNanos) {
    long now = period(nowNanos);
    byte said = message.get(cookie);
    if (said != (byte) now && said != (byte) (now - 1)) {
      return false;
    }
    byte[] due = make(message, nonce, client.getAddress(), said == (byte) now ? now : now - 1);
    int differing = 0;
    for (int i = 0; i < LENGTH; i++) { // all of it: the time taken tells nothing
      differing |= due[i] ^ message.get(cookie + i);
    }
    return differing == 0;
  }

  private static long period(long nowNanos) {
    return Math.floorDiv(nowNanos, PERIOD_NANOS);
  }

  private byte[] make(ByteBuffer message, int nonce, byte[] client, long period) {
    Mac mac = hashes.get();
    byte[] head = new byte[2 * Long.BYTES + 1];
    ByteBuffer.wrap(head)
        .putLong(period)
        .putLong(message.getLong(0))
        .put((byte) client.length); // without it, an address could borrow from the nonce
    mac.update(head);
    mac.update(client);
    mac.update(message.slice(nonce, OpeningReader.nonceLength(message, nonce)));
    byte[] hash = new byte[1 + HASH_BYTES];
    hash[0] = (byte) period;
    try {
      mac.doFinal(hash, 1);
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(hash, LENGTH);
  }
}
