package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceVerbTest {
  private static final int[] CLIENT = {198, 51, 100, 7};
  private static final int[] SERVER = {203, 0, 113, 10};

  @TempDir Path directory;
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void ikeGoesToAVirtualServerThatSpeaksIt() {
    String header = "0102030405060708" + "0".repeat(16) + "2120220800000000" + "0000001c";
    assertEquals(
        """
        #1 192.0.2.1:500 -> ike: forwarded to vpn/gw1
          kind: 28 bytes
          placed: maglev
        1 of 1 datagram traced, nothing sent
        """,
        Typed.out(ikelb, "trace", header));
  }

  @Test
  void clientAndVirtualServerCanBeNamed() {
    String shown = Typed.out(ikelb, "trace", "ff", "--from", "[2001:db8::7]:4500", "--to", "ike");
    assertTrue(shown.startsWith("#1 [2001:db8::7]:4500 -> ike: forwarded"), shown);
  }

  @Test
  void aCaptureIsTracedInTheDirectionOfItsFirstDatagram() throws IOException {
    Path file = directory.resolve("a.pcap");
    ByteBuffer pcap = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    pcap.putInt(0xa1b2c3d4).putInt(0x00040002).putLong(0).putInt(65535).putInt(1);
    frame(pcap, CLIENT, SERVER);
    frame(pcap, SERVER, CLIENT);
    frame(pcap, CLIENT, SERVER);
    Files.write(file, Arrays.copyOf(pcap.array(), pcap.position()));

    assertEquals(
        """
        #1 198.51.100.7:500 -> ike: forwarded to vpn/gw1
          kind: 3 bytes
          placed: maglev
        1 of 2 datagrams traced, nothing sent
        """,
        Typed.out(ikelb, "trace", file.toString(), "--first", "1"));
  }

  /** Ethernet, IPv4 and UDP from port 500 to port 500 around 3 bytes. */
  private static void frame(ByteBuffer pcap, int[] from, int[] to) {
    int udp = 8 + 3;
    pcap.putLong(0).putInt(14 + 20 + udp).putInt(14 + 20 + udp);
    pcap.order(ByteOrder.BIG_ENDIAN);
    pcap.put(new byte[12]).putShort((short) 0x0800);
    pcap.put((byte) 0x45).put((byte) 0).putShort((short) (20 + udp)).putInt(0);
    pcap.put((byte) 64).put((byte) 17).putShort((short) 0);
    for (int octet : from) {
      pcap.put((byte) octet);
    }
    for (int octet : to) {
      pcap.put((byte) octet);
    }
    pcap.putShort((short) 500).putShort((short) 500).putShort((short) udp).putShort((short) 0);
    pcap.put(new byte[3]);
    pcap.order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aFileThatIsNoCaptureIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "this is no capture at all");
    Output output = Typed.run(ikelb, "trace", file.toString());
    assertEquals(1, output.exit());
    assertEquals(
        List.of("cannot read " + file + ": not a pcap file: it begins with 73696874"),
        output.err());
  }
}
