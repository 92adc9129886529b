package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern KEY_LENGTH = Pattern.compile("(.+)_(128|192|256)");
  private static final short KEY_LENGTH_ATTRIBUTE = (short) 0x800e;

  /** {@code AES_CBC_256}, {@code PRF_HMAC_SHA2_256}, ... */
  public String describe() {
    String name = AlgorithmNames.nameOf(type, id);
    return keyLength.isPresent() ? name + "_" + keyLength.getAsInt() : name;
  }

  /** Whether it encrypts and also authenticates, so that it goes without integrity (RFC 5282). */
  public boolean isCombined() {
    return type == ENCRYPTION && AlgorithmNames.isCombined(id);
  }

  /**
   * The algorithm that {@link #describe} writes so, in upper or lower case.
   *
   * @throws IllegalArgumentException if there is none, or its key length is missing or there in
   *     vain; the message says which
   */
  public static Transform parse(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return AlgorithmNames.find(name, OptionalInt.empty())
        .or(() -> parseWithKeyLength(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\" is none of the algorithms " + AlgorithmNames.all()));
  }

  private static Optional<Transform> parseWithKeyLength(String name) {
    Matcher matcher = KEY_LENGTH.matcher(name);
    return matcher.matches()
        ? AlgorithmNames.find(matcher.group(1), OptionalInt.of(Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * As it stands in a proposal (RFC 7296, section 3.3.2); the key length is attribute 14.
   *
   * <pre>
   *  0      1   2        4      5   6    8
   *  +------+---+--------+------+---+----+-------------------+
   *  | more | 0 | length | type | 0 | id | 800e, key length  |
   *  +------+---+--------+------+---+----+-------------------+
   *    3: yes, 0: no                       only where there are several
   * </pre>
   */
  Octets encoded(boolean last) {
    int length = keyLength.isPresent() ? 12 : 8;
    ByteBuffer b = ByteBuffer.allocate(length);
    b.put((byte) (last ? 0 : 3)).put((byte) 0).putShort((short) length);
    b.put((byte) type).put((byte) 0).putShort((short) id);
    keyLength.ifPresent(bits -> b.putShort(KEY_LENGTH_ATTRIBUTE).putShort((short) bits));
    return Octets.of(b.array());
  }
}
