package org.ikelb.core.attempt;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.ikelb.ike.ClearPayloads;
import org.ikelb.ike.PayloadType;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.Transform;

/**
 * What a client offers in its IKE_SA_INIT: clients of one policy offer the same.
 *
 * <p>Immutable.
 *
 * @param sa the body of the SA payload, or as much of it as is kept; none: there was no such
 * @param group the key exchange method that the client guessed; 0: none
 */
public record Offer(ByteBuffer sa, int group) {
  /** Windows sends some hundred bytes, strongSwan's default about as many. */
  static final int MOST_BYTES = 1024;

  private static final Offer NONE = new Offer(ByteBuffer.allocate(0), 0);

  /**
   * That of an IKE_SA_INIT request.
   *
   * @param message from its header on, at its position; not changed
   */
  public static Offer of(ByteBuffer message) {
    int offset = message.position();
    int sa = ClearPayloads.find(message, offset, PayloadType.SA);
    if (sa == ClearPayloads.NONE) {
      return NONE;
    }
    int ke = ClearPayloads.find(message, offset, PayloadType.KE);
    boolean hasGroup = ke != ClearPayloads.NONE && ClearPayloads.length(message, ke) >= 2;
    return new Offer(copy(message, sa), hasGroup ? message.getShort(ke) & 0xffff : 0);
  }

  /** A copy of a payload's body, or of its beginning. */
  static ByteBuffer copy(ByteBuffer message, int body) {
    byte[] bytes = new byte[Math.min(MOST_BYTES, ClearPayloads.length(message, body))];
    message.duplicate().position(body).get(bytes);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** For people: {@code AES_CBC_256/HMAC_SHA2_256_128/..., ... with MODP_2048}. */
  public String describe() {
    Transform guessed = new Transform(Transform.KEY_EXCHANGE, group, OptionalInt.empty());
    return describe(sa) + (group == 0 ? "" : ", with " + guessed.describe());
  }

  /** The proposals of an SA payload, for people. */
  static String describe(ByteBuffer sa) {
    return Proposal.readAll(sa)
        .map(Offer::describe)
        .orElse(sa.hasRemaining() ? "more than is kept, or nonsense" : "nothing");
  }

  private static String describe(List<Proposal> proposals) {
    return proposals.stream().map(Proposal::describe).collect(Collectors.joining(" or "));
  }
}
