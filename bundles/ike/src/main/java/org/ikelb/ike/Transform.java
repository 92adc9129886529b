package org.ikelb.ike;

import java.util.OptionalInt;

/**
 * One algorithm in a proposal (RFC 7296, section 3.3.2).
 *
 * <p>Immutable and thread-safe.
 *
 * @param type what it is for, one of the constants here
 * @param id which one, by the IANA registry of its type
 * @param keyLength in bits, where the algorithm has several
 */
public record Transform(int type, int id, OptionalInt keyLength) {
  public static final int ENCRYPTION = 1;
  public static final int PRF = 2;
  public static final int INTEGRITY = 3;
  public static final int KEY_EXCHANGE = 4;

  /** {@code AES_CBC_256}, {@code PRF_HMAC_SHA2_256}, ... */
  public String describe() {
    String name = AlgorithmNames.nameOf(type, id);
    return keyLength.isPresent() ? name + "_" + keyLength.getAsInt() : name;
  }
}
