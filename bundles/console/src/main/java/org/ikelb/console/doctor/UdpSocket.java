package org.ikelb.console.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * An open UDP socket of this network namespace. Immutable.
 *
 * @param address what it is bound to
 * @param inode by which its process is found
 */
record UdpSocket(InetSocketAddress address, String inode) {
  private static final int LOCAL = 1;
  private static final int INODE = 9;

  /** All of them, from {@code /proc/net/udp} and {@code udp6}. */
  static List<UdpSocket> all(Host host) {
    return Stream.of("net/udp", "net/udp6")
        .flatMap(table -> host.lines(table).stream().skip(1))
        .map(line -> line.trim().split("\\s+", -1))
        .filter(columns -> columns.length > INODE)
        .map(columns -> new UdpSocket(parse(columns[LOCAL]), columns[INODE]))
        .toList();
  }

  /** Whether both cannot be bound by different programs. */
  boolean isInTheWayOf(InetSocketAddress wanted) {
    InetAddress mine = address.getAddress();
    InetAddress theirs = wanted.getAddress();
    boolean everywhere = mine.isAnyLocalAddress() || theirs.isAnyLocalAddress();
    return address.getPort() == wanted.getPort()
        && (mine.equals(theirs) || (everywhere && mine.getClass() == theirs.getClass()));
  }

  /** {@code 0100007F:01F4}: words of 32 bits in the machine's byte order. */
  private static InetSocketAddress parse(String text) {
    int colon = text.indexOf(':');
    ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
    for (int at = 0; at < colon; at += 8) {
      bytes.putInt(Integer.parseUnsignedInt(text, at, at + 8, 16));
    }
    try {
      int port = Integer.parseInt(text, colon + 1, text.length(), 16);
      return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address of 4 or 16 bytes: " + text, e);
    }
  }
}
