package org.ikelb.ike;

import java.util.List;
import java.util.stream.Stream;

/**
 * Proposals of which a gateway takes one, unless its policy is a rare one: to be offered where the
 * question is whether it takes any client at all. Algorithms that combine encryption with
 * authentication need a proposal of their own (RFC 7296, section 3.3).
 *
 * <p>It has weak algorithms, too: there are gateways that have no others, Windows RRAS by default.
 * In a question that no SA can come of they do no harm.
 *
 * <p>Stateless and thread-safe.
 */
public final class WideOffer {
  private static final String PRFS_AND_GROUPS =
      "/PRF_HMAC_SHA2_256/PRF_HMAC_SHA2_384/PRF_HMAC_SHA2_512/PRF_HMAC_SHA1"
          + "/MODP_2048/ECP_256/ECP_384/CURVE25519/MODP_3072/MODP_4096/ECP_521/MODP_2048_256"
          + "/MODP_1536/MODP_1024";

  /** In the order in which they are sent. */
  public static final List<Proposal> PROPOSALS =
      List.of(
          proposal(
              1,
              "AES_CBC_256/AES_CBC_192/AES_CBC_128/3DES_CBC"
                  + "/HMAC_SHA2_256_128/HMAC_SHA2_384_192/HMAC_SHA2_512_256/HMAC_SHA1_96"
                  + PRFS_AND_GROUPS),
          proposal(
              2,
              "AES_GCM_16_256/AES_GCM_16_192/AES_GCM_16_128/CHACHA20_POLY1305" + PRFS_AND_GROUPS));

  /** The same for an administrator, to follow "offered:". */
  public static final String IN_WORDS =
      "AES-CBC or 3DES with SHA-2 or SHA-1; AES-GCM-16 or ChaCha20-Poly1305;"
          + " groups 2, 5, 14, 15, 16, 19, 20, 21, 24 and 31";

  private WideOffer() {}

  private static Proposal proposal(int number, String transforms) {
    return new Proposal(
        number,
        Proposal.IKE,
        Octets.of(),
        Stream.of(transforms.split("/", -1)).map(Transform::parse).toList());
  }
}
