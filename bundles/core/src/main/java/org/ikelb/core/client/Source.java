package org.ikelb.core.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Where clients come from, as far as one may be told from another: an IPv4 address, or an IPv6 /56,
 * which is what a provider gives to a home.
 *
 * <p>Immutable.
 *
 * @param network an IPv4 address, or the first 56 bits of an IPv6 one and 8 that are 0; no IPv6
 *     address in use is below 2^32 so
 */
public record Source(long network) {
  private static final long PREFIX_56 = -1L << 8;

  /** The source of an address. */
  public static Source of(InetAddress client) {
    byte[] bytes = client.getAddress();
    ByteBuffer address = ByteBuffer.wrap(bytes);
    return new Source(
        bytes.length == Integer.BYTES
            ? address.getInt() & 0xffffffffL
            : address.getLong() & PREFIX_56);
  }
}
