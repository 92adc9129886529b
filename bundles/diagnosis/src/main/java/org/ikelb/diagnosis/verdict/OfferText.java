package org.ikelb.diagnosis.verdict;

import java.util.stream.Collectors;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.Payload;
import org.ikelb.ike.Proposal;

/**
 * What a message offers, or takes, in words.
 *
 * <p>Pure functions.
 */
public final class OfferText {
  /** Of more proposals nobody reads the rest. */
  private static final int MOST_PROPOSALS = 12;

  private static final int LONGEST = 2_000;

  private OfferText() {}

  /** {@code AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048 or ...}. */
  public static String describe(IkeMessage message) {
    String text =
        message
            .payloads(Payload.SecurityAssociation.class)
            .flatMap(sa -> sa.proposals().stream())
            .limit(MOST_PROPOSALS)
            .map(Proposal::describe)
            .collect(Collectors.joining(" or "));
    if (text.isEmpty()) {
      return "nothing";
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
  }
}
