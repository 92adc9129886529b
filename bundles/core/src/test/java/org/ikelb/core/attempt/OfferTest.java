package org.ikelb.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.ReadinessProbe;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final String MODERN = "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384";
  private static final String OLD = "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024";

  private static ByteBuffer request(String proposal, long spi) {
    return ReadinessProbe.question(spi, Proposal.parse(proposal), Octets.of(new byte[36]));
  }

  @Test
  void isTheSameForClientsOfOnePolicy() {
    assertEquals(Offer.of(request(MODERN, 1)), Offer.of(request(MODERN, 2)));
    assertNotEquals(Offer.of(request(MODERN, 1)), Offer.of(request(OLD, 1)));
  }

  @Test
  void isDescribedForPeople() {
    assertEquals(OLD, Offer.of(request(OLD, 1)).describe().replaceAll(", with .*", ""));
  }

  @Test
  void isNothingWhereThereIsNoSaPayload() {
    ByteBuffer empty = ByteBuffer.allocate(IkeHeader.LENGTH);
    assertEquals("nothing", Offer.of(empty).describe());
  }

  @Test
  void isKeptInPartIfItIsLong() {
    ByteBuffer request = ByteBuffer.allocate(3_000);
    request.put(16, (byte) 33).putShort(30, (short) 2_972);
    assertEquals(Offer.MOST_BYTES, Offer.of(request).sa().remaining());
  }

  @Test
  void isNothingWhereTheLengthIsWrong() {
    ByteBuffer request = ByteBuffer.allocate(64);
    request.put(16, (byte) 33).putShort(30, (short) 2_972);
    assertEquals("nothing", Offer.of(request).describe());
  }
}
