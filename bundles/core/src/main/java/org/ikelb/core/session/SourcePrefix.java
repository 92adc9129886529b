package org.ikelb.core.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one source of datagrams where sources are limited: an IPv4 address, or an IPv6
 * /56. A provider gives a /56 to a home, so whoever has one address of it has all.
 *
 * <p>Stateless and thread-safe.
 */
public final class SourcePrefix {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BITS = 56;

  private SourcePrefix() {}

  /** A number that addresses of one source share, and no two sources. */
  public static long of(InetAddress address) {
    byte[] bytes = address.getAddress();
    ByteBuffer b = ByteBuffer.wrap(bytes);
    return bytes.length == IPV4_BYTES
        ? (b.getInt() & 0xffffffffL) << Byte.SIZE | IPV4_BYTES // an IPv6 source ends in 0
        : b.getLong() & -1L << (Long.SIZE - IPV6_BITS);
  }
}
