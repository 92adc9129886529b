package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One choice of algorithms in an SA payload (RFC 7296, section 3.3.1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param number from 1
 * @param protocol 1: IKE, 2: AH, 3: ESP
 * @param spi empty where the header has it
 * @param transforms in the order sent; of each type the other side picks one
 */
public record Proposal(int number, int protocol, Octets spi, List<Transform> transforms) {
  /** The protocol number of IKE. */
  public static final int IKE = 1;

  public Proposal {
    transforms = List.copyOf(transforms);
  }

  /** {@code AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048}. */
  public String describe() {
    return transforms.stream().map(Transform::describe).collect(Collectors.joining("/"));
  }

  /**
   * The proposal for an IKE SA that {@link #describe} writes so.
   *
   * @throws IllegalArgumentException if a name is not known, or a kind of algorithm is missing or
   *     there in vain; the message says which
   */
  public static Proposal parse(String text) {
    List<Transform> transforms = Stream.of(text.split("/", -1)).map(Transform::parse).toList();
    boolean combined = transforms.stream().anyMatch(Transform::isCombined);
    requireOne(transforms, Transform.ENCRYPTION, "encryption algorithm, as AES_CBC_256");
    requireOne(transforms, Transform.PRF, "pseudo-random function, as PRF_HMAC_SHA2_256");
    requireOne(transforms, Transform.KEY_EXCHANGE, "key exchange method, as MODP_2048");
    if (!combined) {
      requireOne(transforms, Transform.INTEGRITY, "integrity algorithm, as HMAC_SHA2_256_128");
    } else if (transforms.stream().anyMatch(t -> t.type() == Transform.INTEGRITY)) {
      throw new IllegalArgumentException(
          "an encryption algorithm that also authenticates needs no integrity algorithm");
    }
    return new Proposal(1, IKE, Octets.of(), transforms);
  }

  private static void requireOne(List<Transform> transforms, int type, String what) {
    long count = transforms.stream().filter(t -> t.type() == type).count();
    if (count != 1) {
      throw new IllegalArgumentException("needs one " + what + "; there are " + count);
    }
  }

  /**
   * Those of an SA payload.
   *
   * @param body the payload without its header, from position to limit; not changed
   * @return empty if it has not the shape of any
   */
  public static Optional<List<Proposal>> readAll(ByteBuffer body) {
    return ProposalReader.read(body, body.position(), body.limit());
  }

  /**
   * As it stands in an SA payload (RFC 7296, section 3.3):
   *
   * <pre>
   *  0      1   2        4        5          6     7            8
   *  +------+---+--------+--------+----------+-----+------------+-----+------------+
   *  | last | 0 | length | number | protocol | SPI | transforms | SPI | transforms |
   *  +------+---+--------+--------+----------+-----+------------+-----+------------+
   *    0: yes                                 length   count
   *    2: no
   * </pre>
   */
  Octets encoded(boolean last) {
    List<Octets> parts = new ArrayList<>();
    for (int i = 0; i < transforms.size(); i++) {
      parts.add(transforms.get(i).encoded(i == transforms.size() - 1));
    }
    int length = 8 + spi.length() + parts.stream().mapToInt(Octets::length).sum();
    ByteBuffer b = ByteBuffer.allocate(length);
    b.put((byte) (last ? 0 : 2))
        .put((byte) 0)
        .putShort((short) length)
        .put((byte) number)
        .put((byte) protocol);
    b.put((byte) spi.length()).put((byte) transforms.size()).put(spi.toBuffer());
    parts.forEach(part -> b.put(part.toBuffer()));
    return Octets.of(b.array());
  }
}
