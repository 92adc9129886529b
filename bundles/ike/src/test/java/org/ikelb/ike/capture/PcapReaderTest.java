package org.ikelb.ike.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.ikelb.ike.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapReaderTest {
  private static final String MACS = "020000000001020000000002";
  private static final String IPV4_UDP =
      "4500001f000040004011000"
          + "0"
          + "0a010102"
          + "0a63000a"
          + "11941194"
          + "000b0000"
          + "aabbcc";
  private static final String IPV6_UDP =
      ("60000000000b1140" + "20010db8000000000000000000000001")
          + ("20010db8000000000000000000000002" + "01f401f4" + "000b0000" + "aabbcc");

  @Test
  void readsTimeEndpointsAndPayload() {
    CapturedDatagram first = Captures.read("policy-mismatch").get(0);
    assertEquals("/10.1.1.2:500", first.source().toString());
    assertEquals("/10.99.0.10:500", first.destination().toString());
    assertEquals(332, first.payload().length());
    assertTrue(first.time().isAfter(Instant.parse("2026-01-01T00:00:00Z")), first.time()::toString);
  }

  @Test
  void leavesOutFragmentsAndCountsThem() throws IOException {
    try (InputStream in = Captures.open("eap-frag-off")) {
      PcapReader reader = new PcapReader(in);
      int datagrams = 0;
      while (reader.next().isPresent()) {
        datagrams++;
      }
      assertEquals(15, datagrams);
      assertEquals(2, reader.fragments());
      assertEquals(0, reader.others());
    }
  }

  /** Link layer number, and a frame with three bytes of UDP payload. */
  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "00000001, MACS 0800 IPV4,                                      Ethernet",
    "00000001, MACS 8100 0064 0800 IPV4,                            VLAN tag",
    "00000001, MACS 88a8 0064 8100 0065 0800 IPV4,                  two VLAN tags",
    "00000001, MACS 86dd IPV6,                                      IPv6",
    "00000001, MACS 0800 IPV4 0000000000000000000000000000,         padded to 60 bytes",
    "00000071, 00000001 0006 020000000001 0000 0800 IPV4,           Linux any before 4.99",
    "00000114, 0800 0000 00000002 0001 00 06 0200000000010000 IPV4, Linux any"
  })
  void readsLinkLayers(String link, String frame, String description) throws IOException {
    CapturedDatagram datagram = only(link, frame).next().orElseThrow();
    assertEquals(Octets.of((byte) 0xaa, (byte) 0xbb, (byte) 0xcc), datagram.payload(), description);
    assertEquals(Instant.ofEpochSecond(16, 5), datagram.time());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "MACS 0806 0001080006040001,                  ARP",
    "MACS,                                        cut within Ethernet",
    "MACS 8100,                                   cut within a VLAN tag",
    "MACS 0800 4500001f00004000,                  cut within IP",
    "MACS 0800 4500001f000040004011,              cut before the addresses",
    "MACS 0800 4500001f0000400040060000 0a010102 0a63000a 1194119400000000, TCP"
  })
  void leavesOutWhatIsNotUdp(String frame, String description) throws IOException {
    PcapReader reader = only("00000001", frame);
    assertEquals(Optional.empty(), reader.next(), description);
    assertEquals(1, reader.others());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'',                                                     not a capture file",
    "0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff,       pcapng is not read; convert it",
    "000102030405060708090a0b0c0d0e0f1011121314151617,       not a pcap file",
    "a1b2c3d400020004000000000000000000040000000000aa,       link layer 170 is not read",
    "a1b2c3d40002000400000000000000000004000000000001 00,    the file ends within a frame",
    "a1b2c3d40002000400000000000000000004000000000001 0000000000000000 00000002 00000002 00,"
        + " the file ends within a frame",
    "a1b2c3d40002000400000000000000000004000000000001 0000000000000000 ffffffff 00000002 00,"
        + " damaged file: a frame of 4294967295"
  })
  void refusesWhatItCannotRead(String hex, String message) {
    IOException refused = assertThrows(IOException.class, () -> reader(hex).next());
    assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
  }

  /** A big-endian file with nanoseconds and one frame. */
  private static PcapReader only(String link, String frame) throws IOException {
    String bytes = frame.replace("MACS", MACS).replace("IPV4", IPV4_UDP).replace("IPV6", IPV6_UDP);
    int length = bytes.replace(" ", "").length() / 2;
    return reader(
        "a1b23c4d00020004000000000000000000040000"
            + link
            + String.format("0000001000000005%08x%08x", length, length)
            + bytes);
  }

  private static PcapReader reader(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new PcapReader(new ByteArrayInputStream(bytes));
  }
}
