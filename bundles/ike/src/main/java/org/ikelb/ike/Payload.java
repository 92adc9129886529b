package org.ikelb.ike;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A payload of an IKE message, as far as it can be read without keys (RFC 7296, section 3.2):
 *
 * <pre>
 *  0      1                     2        4
 *  +------+---------------------+--------+
 *  | next | critical + reserved | length |  body
 *  +------+---------------------+--------+
 *                                 these 4 bytes and the body
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Payload {
  /** See {@link PayloadType}. */
  int type();

  /** One short word or two for an administrator: {@code KE(MODP_2048)}. */
  String describe();

  /** What the sender proposes or has chosen (section 3.3). */
  record SecurityAssociation(List<Proposal> proposals) implements Payload {
    public SecurityAssociation {
      proposals = List.copyOf(proposals);
    }

    @Override
    public int type() {
      return PayloadType.SA;
    }

    @Override
    public String describe() {
      return proposals.stream()
          .map(Proposal::describe)
          .collect(Collectors.joining(", ", "SA(", ")"));
    }
  }

  /** A public key of the given Diffie-Hellman group or key exchange method (section 3.4). */
  record KeyExchange(int group, Octets data) implements Payload {
    @Override
    public int type() {
      return PayloadType.KE;
    }

    @Override
    public String describe() {
      return "KE(" + AlgorithmNames.group(group) + ")";
    }
  }

  /** 16 to 256 random bytes (section 3.9). */
  record Nonce(Octets data) implements Payload {
    @Override
    public int type() {
      return PayloadType.NONCE;
    }

    @Override
    public String describe() {
      return "No";
    }
  }

  /**
   * A notification (section 3.10).
   *
   * @param protocol of the SA it is about: 1 IKE, 2 AH, 3 ESP; 0: none
   * @param spi of that SA; mostly empty
   * @param notifyType see {@link NotifyType}
   * @param data as the type says
   */
  record Notify(int protocol, Octets spi, int notifyType, Octets data) implements Payload {
    @Override
    public int type() {
      return PayloadType.NOTIFY;
    }

    @Override
    public String describe() {
      String name = NotifyType.nameOf(notifyType);
      return notifyType == NotifyType.INVALID_KE_PAYLOAD && data.length() == 2
          ? "N(" + name + " " + AlgorithmNames.group(data.toBuffer().getShort() & 0xffff) + ")"
          : "N(" + name + ")";
    }
  }

  /**
   * All payloads of the message, encrypted (section 3.14).
   *
   * @param firstInner the type of the first payload inside, which is not encrypted
   * @param length of the whole payload in bytes
   */
  record Encrypted(int firstInner, int length) implements Payload {
    @Override
    public int type() {
      return PayloadType.SK;
    }

    @Override
    public String describe() {
      return "SK" + inside(firstInner);
    }
  }

  /**
   * A part of an encrypted payload (RFC 7383, section 2.5).
   *
   * @param firstInner the type of the first payload inside; 0 in all fragments but the first
   * @param number of the fragment, from 1
   * @param total how many fragments there are
   * @param length of the whole payload in bytes
   */
  record EncryptedFragment(int firstInner, int number, int total, int length) implements Payload {
    @Override
    public int type() {
      return PayloadType.SKF;
    }

    @Override
    public String describe() {
      return "SKF " + number + "/" + total + (number == 1 ? inside(firstInner) : "{...}");
    }
  }

  /** A payload of another type, or one whose body does not have its type's shape. */
  record Other(int type, Octets body) implements Payload {
    @Override
    public String describe() {
      return PayloadType.nameOf(type) + "(" + body.length() + " bytes)";
    }
  }

  private static String inside(int firstInner) {
    return firstInner == PayloadType.NONE ? "{}" : "{" + PayloadType.nameOf(firstInner) + " ...}";
  }
}
