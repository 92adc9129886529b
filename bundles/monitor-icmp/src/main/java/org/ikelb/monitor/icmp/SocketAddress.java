package org.ikelb.monitor.icmp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The C library's socket addresses:
 *
 * <pre>
 *  0        2      4           8                24         28
 *  +--------+------+-----------+----------------+----------+
 *  | family | port | IPv4      | 8 zero bytes   |             sockaddr_in, 16 bytes
 *  | family | port | flow info | IPv6           | scope id |  sockaddr_in6
 *  +--------+------+-----------+----------------+----------+
 *    host            network order                host order
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
final class SocketAddress {
  /** Enough for either family. */
  static final int MAX_LENGTH = 28;

  private static final int LENGTH4 = 16;
  private static final int ADDRESS4 = 4;
  private static final int ADDRESS6 = 8;
  private static final int SCOPE = 24;

  private SocketAddress() {}

  static int familyOf(InetAddress address) {
    return address instanceof Inet6Address ? LibC.AF_INET6 : LibC.AF_INET;
  }

  static byte[] of(InetAddress address) {
    boolean v6 = address instanceof Inet6Address;
    ByteBuffer b = ByteBuffer.allocate(v6 ? MAX_LENGTH : LENGTH4).order(ByteOrder.nativeOrder());
    b.putShort(0, (short) familyOf(address));
    b.put(v6 ? ADDRESS6 : ADDRESS4, address.getAddress());
    if (address instanceof Inet6Address inet6) {
      b.putInt(SCOPE, inet6.getScopeId());
    }
    return b.array();
  }

  /** Whether these are the family and address of {@code address}, whatever the port and scope. */
  static boolean isOf(byte[] socketAddress, InetAddress address) {
    byte[] wanted = of(address);
    int from = address instanceof Inet6Address ? ADDRESS6 : ADDRESS4;
    int to = from + address.getAddress().length;
    return Arrays.equals(socketAddress, 0, 2, wanted, 0, 2)
        && Arrays.equals(socketAddress, from, to, wanted, from, to);
  }
}
