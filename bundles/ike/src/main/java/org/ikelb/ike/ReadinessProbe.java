package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/**
 * The question "would you take this proposal now?": an IKE_SA_INIT request with one proposal, and
 * with a key of group 0, which no proposal can have. A gateway that takes the proposal asks for
 * another key; it neither computes one nor keeps a half-open SA.
 *
 * <pre>
 *  question  &lt;SPIi 8&gt; 0000000000000000 21 20 22 08 00000000 &lt;length&gt;
 *            SA   one proposal
 *            KE   group 0, 4 random bytes
 *            No   32 random bytes
 *
 *  answer    INVALID_KE_PAYLOAD   it takes the proposal, and new sessions
 *            NO_PROPOSAL_CHOSEN   it lives, but does not take this proposal
 *            COOKIE               it is crowded: ask again with the cookie in front
 *                                 (then silence: it takes no new sessions)
 * </pre>
 *
 * Which notification says what: RFC 7296, sections 1.2, 2.6 and 2.7. So did strongSwan answer;
 * other gateways may answer otherwise.
 *
 * <p>Stateless and thread-safe.
 */
public final class ReadinessProbe {
  /** AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048: the question has 124 bytes. */
  public static final Proposal COMMON =
      new Proposal(
          1,
          Proposal.IKE,
          Octets.of(),
          List.of(
              new Transform(Transform.ENCRYPTION, 12, OptionalInt.of(256)),
              new Transform(Transform.INTEGRITY, 12, OptionalInt.empty()),
              new Transform(Transform.PRF, 5, OptionalInt.empty()),
              new Transform(Transform.KEY_EXCHANGE, 14, OptionalInt.empty())));

  private static final int KEY_LENGTH = 4;
  private static final int NONCE_LENGTH = 32;

  private ReadinessProbe() {}

  /**
   * The question, without a marker.
   *
   * @param initiatorSpi random, to know the answer by; not 0
   * @param random bytes for key and nonce, 36 at least
   */
  public static ByteBuffer question(long initiatorSpi, Proposal proposal, Octets random) {
    ByteBuffer keyExchange = ByteBuffer.allocate(4 + KEY_LENGTH);
    keyExchange.position(4).put(random.toBuffer().limit(KEY_LENGTH));
    byte[] nonce = Octets.copyOf(random.toBuffer(), KEY_LENGTH, NONCE_LENGTH).toArray();
    return MessageBuilder.message(initiatorSpi, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0)
        .payload(PayloadType.SA, proposal.encoded().toArray())
        .payload(PayloadType.KE, keyExchange.array())
        .payload(PayloadType.NONCE, nonce)
        .build();
  }
}
