package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the UDP payloads out of capture files (pcap; Ethernet or Linux cooked v2; IPv4). */
final class Capture {
  private static final int LINK_COOKED_V2 = 276;
  private static final int UDP = 17;

  private Capture() {}

  /** Of all files of a directory, in the order of their names. IP fragments are left out. */
  static List<byte[]> payloads(Path directory) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
        read(Files.readAllBytes(file), payloads);
      }
    }
    return payloads;
  }

  private static void read(byte[] file, List<byte[]> payloads) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(0) != 0xa1b2c3d4) {
      throw new IllegalArgumentException("no little-endian pcap in microseconds");
    }
    int network = buffer.getInt(20) == LINK_COOKED_V2 ? 20 : 14;
    int position = 24;
    while (position + 16 <= file.length) {
      int length = buffer.getInt(position + 8);
      position += 16;
      addPayload(Arrays.copyOfRange(file, position + network, position + length), payloads);
      position += length;
    }
  }

  private static void addPayload(byte[] packet, List<byte[]> payloads) {
    ByteBuffer buffer = ByteBuffer.wrap(packet);
    boolean whole = packet.length >= 28 && (buffer.getShort(6) & 0x3fff) == 0;
    if (!whole || packet[0] >> 4 != 4 || packet[9] != UDP) {
      return;
    }
    int udp = (packet[0] & 15) * 4;
    payloads.add(Arrays.copyOfRange(packet, udp + 8, udp + (buffer.getShort(udp + 4) & 0xffff)));
  }
}
