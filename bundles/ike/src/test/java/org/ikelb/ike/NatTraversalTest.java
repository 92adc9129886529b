package org.ikelb.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatTraversalTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "ff,                 KEEPALIVE, one byte ff",
    "fe,                 INVALID,   one other byte",
    "ffff,               INVALID,   two bytes ff",
    "'',                 INVALID,   nothing",
    "000000,             INVALID,   a cut marker",
    "00000000,           IKE,       a marker and nothing else",
    "00000000ff,         IKE,       a marker and a byte",
    "ffffffff,           INVALID,   an SPI without a sequence number",
    "00000100000000,     INVALID,   ESP that is one byte too short",
    "0000010000000001,   ESP,       the shortest ESP",
    "ffffffff00000001aa, ESP,       ESP with the highest SPI"
  })
  void tellsDatagramsApart(String hex, DatagramKind kind, String description) {
    ByteBuffer whole = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertEquals(kind, NatTraversal.kindOf(whole), description);

    ByteBuffer inside = ByteBuffer.allocate(whole.remaining() + 10);
    inside.position(5).put(whole).flip().position(5);
    assertEquals(kind, NatTraversal.kindOf(inside), "from position to limit: " + description);
    assertEquals(5, inside.position());
  }
}
