package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {
  private static final String I = "1111111111111111";
  private static final String R = "2222222222222222";

  /** SPIs, next payload, version, exchange, flags, message id; what a client or gateway may do. */
  @ParameterizedTest(name = "{8}")
  @CsvSource({
    // i, r, next payload + version + exchange + flags, message id, length, from client, from
    // gateway
    "I, 0, 21202208, 00000000, 0000001c, NONE,        FLAGS,      1, IKE_SA_INIT request",
    "I, 0, 29202608, 00000000, 0000001c, NONE,        FLAGS,      1, IKE_SESSION_RESUME request",
    "I, 0, 21222218, 00000000, 0000001c, NONE,        FLAGS,      1, minor version 2 and the V flag",
    "I, 0, 2120224f, 00000000, 0000001c, NONE,        FLAGS,      1, reserved flags set",
    "I, R, 21202220, 00000000, 0000001c, FLAGS,       NONE,       0, IKE_SA_INIT response",
    "I, 0, 29202220, 00000000, 0000001c, FLAGS,       NONE,       0, COOKIE: responder SPI still 0",
    "I, R, 21202228, 00000000, 0000001c, FLAGS,       NONE,       0, response that claims I",
    "I, 0, 21202200, 00000000, 0000001c, FLAGS,       FLAGS,      0, IKE_SA_INIT without I or R",
    "I, R, 21202208, 00000000, 0000001c, SPI,         FLAGS,      0, poison: responder SPI",
    "I, 0, 21202208, 00000001, 0000001c, MESSAGE_ID,  FLAGS,      0, poison: message id",
    "I, R, 21202220, 00000001, 0000001c, FLAGS,       MESSAGE_ID, 0, answer to the poison",
    "0, 0, 21202208, 00000000, 0000001c, SPI,         FLAGS,      0, IKE_SA_INIT without SPI",
    "0, R, 21202220, 00000000, 0000001c, FLAGS,       SPI,        0, response without SPI",
    "I, R, 2e202308, 00000001, 0000001c, NONE,        NONE,       0, IKE_AUTH encrypted",
    "I, R, 35202308, 00000001, 0000001c, NONE,        NONE,       0, IKE_AUTH fragment",
    "I, R, 2e202420, ffffffff, 0000001c, NONE,        NONE,       0, the highest message id",
    "I, R, 2e202b08, 00000001, 0000001c, NONE,        NONE,       0, IKE_INTERMEDIATE",
    "I, R, 2e202c08, 00000001, 0000001c, NONE,        NONE,       0, IKE_FOLLOWUP_KE",
    "I, R, 29202520, 00000007, 0000001c, UNPROTECTED, NONE,       0, clear INVALID_IKE_SPI",
    "I, R, 23202308, 00000001, 0000001c, UNPROTECTED, NONE,       0, IKE_AUTH in clear",
    "I, 0, 2e202308, 00000001, 0000001c, SPI,         SPI,        0, IKE_AUTH without responder SPI",
    "0, R, 2e202500, 00000000, 0000001c, SPI,         SPI,        0, no initiator SPI",
    "0, 0, 29202508, 00000000, 0000001c, SPI,         SPI,        0, clear INVALID_SPI hint",
    "I, 0, 01100200, 00000000, 0000001c, IKEV1,       IKEV1,      0, IKEv1 main mode",
    "I, 0, 01100400, 00000000, 0000001c, IKEV1,       IKEV1,      0, IKEv1 aggressive mode",
    "I, 0, 01100200, 00000000, 0000001d, LENGTH,      LENGTH,     0, IKEv1 cut off",
    "I, 0, 00302208, 00000000, 0000001c, VERSION,     VERSION,    0, version 3.0",
    "I, 0, 2e202100, 00000000, 0000001c, EXCHANGE,    EXCHANGE,   0, exchange 33",
    "I, R, 2e202700, 00000000, 0000001c, EXCHANGE,    EXCHANGE,   0, exchange 39: GSA_AUTH",
    "I, R, 2e202a00, 00000000, 0000001c, EXCHANGE,    EXCHANGE,   0, exchange 42",
    "I, R, 2e202d00, 00000000, 0000001c, EXCHANGE,    EXCHANGE,   0, exchange 45",
    "I, 0, 21202208, 00000000, 0000001b, LENGTH,      LENGTH,     1, length below the header's",
    "I, 0, 21202208, 00000000, 0000001d, LENGTH,      LENGTH,     1, length beyond the datagram",
    "I, 0, 21202208, 00000000, ffffffff, LENGTH,      LENGTH,     1, a length that is no int"
  })
  void judgesBothDirections(
      String i,
      String r,
      String fields,
      String messageId,
      String length,
      HeaderFault fromClient,
      HeaderFault fromGateway,
      int opens,
      String description) {
    ByteBuffer b = message(spi(i) + spi(r) + fields + messageId + length);
    assertEquals(fromClient, HeaderRules.checkFromClient(b, 3, 28), description);
    assertEquals(fromGateway, HeaderRules.checkFromGateway(b, 3, 28), description);
    assertEquals(opens == 1, IkeHeader.opensSession(b, 3), description);
    assertEquals(3, b.position(), "the buffer is only read");
  }

  @Test
  void callsAnythingBelow28BytesTooShort() {
    ByteBuffer b = message(I + R + "2e202308" + "00000001" + "0000001c");
    for (int available = 0; available < 28; available++) {
      assertEquals(HeaderFault.TOO_SHORT, HeaderRules.checkFromClient(b, 3, available));
      assertEquals(HeaderFault.TOO_SHORT, HeaderRules.checkFromGateway(b, 3, available));
    }
  }

  @Test
  void acceptsBytesAfterTheMessage() {
    ByteBuffer b = message(I + R + "2e202308" + "00000001" + "0000001c" + "aabbcc");
    assertEquals(HeaderFault.NONE, HeaderRules.checkFromClient(b, 3, 31));
  }

  @Test
  void readsEveryFieldUnsigned() {
    ByteBuffer b =
        message("fedcba9876543210" + "8000000000000001" + "ff2fff28" + "fffffffe80000000");
    assertEquals(0xfedcba9876543210L, IkeHeader.initiatorSpi(b, 3));
    assertEquals(0x8000000000000001L, IkeHeader.responderSpi(b, 3));
    assertEquals(255, IkeHeader.nextPayload(b, 3));
    assertEquals(2, IkeHeader.majorVersion(b, 3));
    assertEquals(255, IkeHeader.exchange(b, 3));
    assertTrue(IkeHeader.isInitiator(b, 3));
    assertTrue(IkeHeader.isResponse(b, 3));
    assertEquals(0xfffffffeL, IkeHeader.messageId(b, 3));
    assertEquals(0x80000000L, IkeHeader.length(b, 3));
    assertFalse(IkeHeader.isProtected(b, 3));
  }

  private static String spi(String letter) {
    return letter.equals("I") ? I : letter.equals("R") ? R : "0".repeat(16);
  }

  /** Three bytes that are not the message, then the message. */
  private static ByteBuffer message(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex("ffffff" + hex)).position(3);
  }
}
