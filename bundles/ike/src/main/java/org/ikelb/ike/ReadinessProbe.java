package org.ikelb.ike;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/**
 * The question "would you take one of these proposals now?": an IKE_SA_INIT request with a key of
 * group 0, which no proposal can have. A gateway that takes a proposal asks for another key; it
 * neither computes one nor keeps a half-open SA.
 *
 * <pre>
 *  question  &lt;SPIi 8&gt; 0000000000000000 21 20 22 08 00000000 &lt;length&gt;
 *            SA   proposals, mostly those of {@link WideOffer}
 *            KE   group 0, 4 random bytes
 *            No   32 random bytes
 *
 *  answer    INVALID_KE_PAYLOAD   it takes one of them, and new sessions
 *            NO_PROPOSAL_CHOSEN   it lives, but takes none of them
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

  /** The question with one proposal. */
  public static ByteBuffer question(long initiatorSpi, Proposal proposal, Octets random) {
    return question(initiatorSpi, List.of(proposal), random);
  }

  /**
   * The question, without a marker.
   *
   * @param initiatorSpi random, to know the answer by; not 0
   * @param proposals numbered from 1 in their order; one at least
   * @param random bytes for key and nonce, 36 at least
   */
  public static ByteBuffer question(long initiatorSpi, List<Proposal> proposals, Octets random) {
    return begun(initiatorSpi, proposals, random).build();
  }

  /**
   * The same question with one proposal, made longer by a vendor ID of zeros.
   *
   * @param bytes how long it is to be; 4 more than without, at least
   */
  public static ByteBuffer padded(long initiatorSpi, Proposal proposal, Octets random, int bytes) {
    int without = question(initiatorSpi, proposal, random).remaining();
    return begun(initiatorSpi, List.of(proposal), random)
        .payload(PayloadType.VENDOR_ID, new byte[bytes - without - MessageBuilder.PAYLOAD_HEADER])
        .build();
  }

  private static MessageBuilder begun(long initiatorSpi, List<Proposal> proposals, Octets random) {
    ByteBuffer keyExchange = ByteBuffer.allocate(4 + KEY_LENGTH);
    keyExchange.position(4).put(random.toBuffer().limit(KEY_LENGTH));
    byte[] nonce = Octets.copyOf(random.toBuffer(), KEY_LENGTH, NONCE_LENGTH).toArray();
    return MessageBuilder.message(initiatorSpi, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0)
        .payload(PayloadType.SA, encoded(proposals))
        .payload(PayloadType.KE, keyExchange.array())
        .payload(PayloadType.NONCE, nonce);
  }

  private static byte[] encoded(List<Proposal> proposals) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < proposals.size(); i++) {
      body.writeBytes(proposals.get(i).encoded(i == proposals.size() - 1).toArray());
    }
    return body.toByteArray();
  }
}
