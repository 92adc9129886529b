package org.ikelb.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Addresses as people read and write them, for plugins that were compiled when this was their home.
 *
 * <p>Stateless and thread-safe.
 *
 * @deprecated moved to {@link org.ikelb.api.text.AddressText}
 */
@Deprecated
public final class AddressText {
  private AddressText() {}

  /** The address without a name, and with a scope only if it has one. */
  public static String of(InetAddress address) {
    return org.ikelb.api.text.AddressText.of(address);
  }

  /** The endpoint as {@code address:port}. */
  public static String endpoint(InetSocketAddress endpoint) {
    return org.ikelb.api.text.AddressText.endpoint(endpoint);
  }

  /** The endpoint as {@code address:port}. */
  public static String endpoint(InetAddress address, int port) {
    return org.ikelb.api.text.AddressText.endpoint(address, port);
  }
}
