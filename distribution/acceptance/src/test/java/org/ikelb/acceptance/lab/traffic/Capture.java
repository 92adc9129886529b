package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the UDP datagrams out of capture files (pcap; Ethernet or Linux cooked v2; IPv4). */
public final class Capture {
  private static final int LINK_COOKED_V2 = 276;
  private static final int UDP = 17;

  private Capture() {}

  /**
   * A datagram that was captured.
   *
   * @param payload of UDP
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Datagram(InetSocketAddress from, InetSocketAddress to, byte[] payload) {}

  /** Payloads of all files of a directory, in the order of their names. */
  static List<byte[]> payloads(Path directory) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
        datagrams(file).forEach(d -> payloads.add(d.payload()));
      }
    }
    return payloads;
  }

  /** What is in a file, which may be cut at its end. IP fragments are left out. */
  public static List<Datagram> datagrams(Path path) throws IOException {
    byte[] file = Files.readAllBytes(path);
    List<Datagram> datagrams = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(0) != 0xa1b2c3d4) {
      throw new IllegalArgumentException("no little-endian pcap in microseconds");
    }
    int network = buffer.getInt(20) == LINK_COOKED_V2 ? 20 : 14;
    int position = 24;
    while (position + 16 <= file.length) {
      int length = buffer.getInt(position + 8);
      position += 16;
      if (position + length <= file.length) {
        add(Arrays.copyOfRange(file, position + network, position + length), datagrams);
      }
      position += length;
    }
    return datagrams;
  }

  private static void add(byte[] packet, List<Datagram> datagrams) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(packet);
    boolean whole = packet.length >= 28 && (buffer.getShort(6) & 0x3fff) == 0;
    if (!whole || packet[0] >> 4 != 4 || packet[9] != UDP) {
      return;
    }
    int udp = (packet[0] & 15) * 4;
    byte[] payload = Arrays.copyOfRange(packet, udp + 8, udp + (buffer.getShort(udp + 4) & 0xffff));
    datagrams.add(new Datagram(endpoint(buffer, 12, udp), endpoint(buffer, 16, udp + 2), payload));
  }

  private static InetSocketAddress endpoint(ByteBuffer packet, int address, int port)
      throws IOException {
    byte[] bytes = new byte[4];
    packet.get(address, bytes);
    return new InetSocketAddress(InetAddress.getByAddress(bytes), packet.getShort(port) & 0xffff);
  }
}
