package org.ikelb.api.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An open UDP socket of this network namespace.
 *
 * <p>Immutable and thread-safe.
 *
 * @param address what it is bound to; one of IPv4, also if the socket is one of IPv6
 * @param inode by which its process is found
 */
public record UdpSocket(InetSocketAddress address, String inode) {
  private static final int LOCAL = 1;
  private static final int INODE = 9;

  /**
   * All of them; blocks for the files.
   *
   * @param proc where {@code /proc} is
   */
  public static List<UdpSocket> all(Path proc) {
    return Stream.of("net/udp", "net/udp6")
        .flatMap(table -> lines(proc.resolve(table)).skip(1))
        .map(line -> line.trim().split("\\s+", -1))
        .filter(columns -> columns.length > INODE)
        .map(columns -> new UdpSocket(parse(columns[LOCAL]), columns[INODE]))
        .toList();
  }

  /** Whether both cannot be bound by different programs, whatever the socket's options. */
  public boolean isInTheWayOf(InetSocketAddress wanted) {
    InetAddress mine = address.getAddress();
    InetAddress theirs = wanted.getAddress();
    boolean everywhere = mine.isAnyLocalAddress() || theirs.isAnyLocalAddress();
    return address.getPort() == wanted.getPort()
        && (mine.equals(theirs) || (everywhere && isOfOneFamily(mine, theirs)));
  }

  /** The same, or the wildcard of one is of IPv6, and may be for IPv4 as well. */
  public boolean mayBeInTheWayOf(InetSocketAddress wanted) {
    InetAddress mine = address.getAddress();
    InetAddress theirs = wanted.getAddress();
    boolean dual = mine.isAnyLocalAddress() && mine.getAddress().length > Integer.BYTES;
    return isInTheWayOf(wanted)
        || (address.getPort() == wanted.getPort() && (dual || theirs.isAnyLocalAddress()));
  }

  private static boolean isOfOneFamily(InetAddress one, InetAddress other) {
    return one.getClass() == other.getClass();
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

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException noSuchFamily) {
      return Stream.empty();
    }
  }
}
