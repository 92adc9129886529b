package org.ikelb.http.kit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a client is, as far as limits go: an IPv4 address, or an IPv6 network of 64 bits, for
 * whoever has one address there has all.
 *
 * <p>Immutable and thread-safe.
 *
 * @param text the address, or the network in hexadecimal digits
 */
public record ClientPlace(String text) {
  private static final int NETWORK_BYTES = 8;

  /** The place of an address. */
  public static ClientPlace of(InetAddress address) {
    return new ClientPlace(
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
            : address.getHostAddress());
  }
}
