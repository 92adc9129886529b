package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IkeMessageTest {
  private static final String SPIS = "11111111111111110000000000000000";

  /** First payload type, everything behind the header, and what is made of it. */
  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "00, '',                       NONE,           [],                 no payloads",
    "28, 0000000401,               LEFT_OVER,      [No],               a byte behind the last one",
    "28, 00,                       PAYLOAD_LENGTH, [],                 not even a payload header",
    "28, 00000003,                 PAYLOAD_LENGTH, [],                 shorter than its header",
    "28, 00000000,                 PAYLOAD_LENGTH, [],                 a length of 0",
    "28, 00000005,                 PAYLOAD_LENGTH, [],                 longer than the message",
    "28, 2a0000050128ffffff,       PAYLOAD_LENGTH, [No],               good then bad",
    "c8, 0000000501,               NONE,           [PAYLOAD_200(1 bytes)], an unknown type",
    "29, 0000000800000005,         NONE,           [N(INVALID_MAJOR_VERSION)], a notification",
    "29, 000000080000ffff,         NONE,           [N(NOTIFY_65535)],  an unknown notification",
    "29, 000000080004000b,         CONTENT,        [N(4 bytes)],       an SPI longer than the payload",
    "29, 0000000700000b,           CONTENT,        [N(3 bytes)],       a notification cut short",
    "29, 0000000a000000110000,     NONE,           [N(INVALID_KE_PAYLOAD KE_NONE)], wanted group 0",
    "22, 00000006000e,             CONTENT,        [KE(2 bytes)],      KE without its reserved bytes",
    "22, 00000008006300aa,         NONE,           [KE(TRANSFORM_4_99)], an unknown group",
    "21, 00000004,                 CONTENT,        [SA(0 bytes)],      an SA without proposals",
    "21, 0000000c0000000801010000, NONE,           [SA()],             a proposal without transforms",
    "21, 0000000c0000000801010001, NONE,           [SA()],             the lengths count",
    "21, 0000000c0000000901010000, CONTENT,        [SA(8 bytes)],      a proposal that is too long",
    "21, 0000000c0000000701010000, CONTENT,        [SA(8 bytes)],      a proposal that is too short",
    "21, 0000000c0000000801010400, CONTENT,        [SA(8 bytes)],      an SPI that is not there",
    "35, 0000000600ff,             CONTENT,        [SKF(2 bytes)],     a fragment without numbers",
    "2e, 23000006aabb,             NONE,           [SK{IDi ...}],      the next type is inside",
    "2e, 21000006aabb00000004,     LEFT_OVER,      [SK{SA ...}],       clear bytes behind SK"
  })
  void readsWhatItCan(
      String first, String body, PayloadFault fault, String payloads, String description) {
    int length = 28 + body.length() / 2;
    ByteBuffer b = bytes(SPIS + first + "20220800000000" + String.format("%08x", length) + body);
    IkeMessage message = IkeMessage.read(b).orElseThrow();
    assertEquals(fault, message.fault(), description);
    assertTrue(
        message.describe().contains(" " + payloads), () -> description + ": " + message.describe());
    assertEquals(0, b.position(), "the buffer is only read");
  }

  @ParameterizedTest(name = "header length {0}: {2}")
  @CsvSource({
    "0000001b, MESSAGE_LENGTH, []",
    "00000000, MESSAGE_LENGTH, []",
    "00000021, MESSAGE_LENGTH, [No]",
    "ffffffff, MESSAGE_LENGTH, [No]",
    "0000001e, PAYLOAD_LENGTH, []",
    "00000020, NONE,           [No]"
  })
  void readsNeverBeyondHeaderLengthOrDatagram(String length, PayloadFault fault, String payloads) {
    ByteBuffer b = bytes(SPIS + "28" + "20220800000000" + length + "00000004");
    IkeMessage message = IkeMessage.read(b).orElseThrow();
    assertEquals(fault, message.fault());
    assertTrue(message.describe().contains(" " + payloads), message::describe);
  }

  @Test
  void readsNothingBehindTheHeaderOfAnotherVersion() {
    ByteBuffer ikev1 = bytes(SPIS + "01" + "10020000000000" + "00000020" + "00000004");
    IkeMessage message = IkeMessage.read(ikev1).orElseThrow();
    assertEquals(PayloadFault.VERSION, message.fault());
    assertEquals(
        "version 1.0 EXCHANGE_2 request 0 1111111111111111/0000000000000000 [] fault=VERSION",
        message.describe());
  }

  @Test
  void isEmptyForLessThanAHeader() {
    assertEquals(Optional.empty(), IkeMessage.read(ByteBuffer.allocate(27)));
  }

  @Test
  void stopsAfterTooManyPayloads() {
    MessageBuilder builder = MessageBuilder.message(1, 0, ExchangeType.IKE_SA_INIT, 8, 0);
    for (int i = 0; i < PayloadReader.MOST_PAYLOADS; i++) {
      builder.payload(PayloadType.VENDOR_ID);
    }
    assertEquals(PayloadFault.NONE, IkeMessage.read(builder.build()).orElseThrow().fault());

    IkeMessage longer =
        IkeMessage.read(builder.payload(PayloadType.VENDOR_ID).build()).orElseThrow();
    assertEquals(PayloadFault.TOO_MANY, longer.fault());
    assertEquals(PayloadReader.MOST_PAYLOADS, longer.payloads().size());
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
