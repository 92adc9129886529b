package org.ikelb.console.web.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: {@code pbkdf2-sha256:ITERATIONS:SALT:HASH}, salt and hash in base64.
 *
 * @param iterations how often it was hashed
 * @param salt 16 random bytes
 * @param hash 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or printed
record HashedPassword(int iterations, byte[] salt, byte[] hash) {
  private static final String KIND = "pbkdf2-sha256";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  static HashedPassword of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new HashedPassword(ITERATIONS, salt, hash(password, salt, ITERATIONS));
  }

  /** Matches nothing, and takes as long for it as others. */
  static HashedPassword ofNobody() {
    return new HashedPassword(ITERATIONS, new byte[SALT_BYTES], new byte[HASH_BITS / 8]);
  }

  /** Empty if the text is no hashed password. */
  static Optional<HashedPassword> parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(KIND)) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      int iterations = Integer.parseInt(parts[1]);
      byte[] salt = base64.decode(parts[2]);
      byte[] hash = base64.decode(parts[3]);
      boolean sound = iterations > 0 && salt.length > 0 && hash.length == HASH_BITS / 8;
      return sound ? Optional.of(new HashedPassword(iterations, salt, hash)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes a few tenths of a second, on purpose; no less for one that was hashed less often, or it
   * would tell that there is such a user.
   */
  boolean matches(String password) {
    boolean same = MessageDigest.isEqual(hash, hash(password, salt, iterations));
    if (iterations < ITERATIONS) {
      var unused = hash(password, salt, ITERATIONS - iterations);
    }
    return same;
  }

  String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ":",
        KIND,
        String.valueOf(iterations),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  private static byte[] hash(String password, byte[] salt, int iterations) {
    PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    } finally {
      key.clearPassword();
    }
  }
}
