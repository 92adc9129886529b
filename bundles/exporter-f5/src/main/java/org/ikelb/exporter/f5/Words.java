package org.ikelb.exporter.f5;

import java.net.InetAddress;
import org.ikelb.api.text.AddressText;
import org.ikelb.exporter.kit.Family;

/**
 * How tmsh and bigip.conf write things.
 *
 * <p>Stateless and thread-safe.
 */
final class Words {
  private Words() {}

  static String enabled(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }

  /** {@code 203.0.113.10:500}, {@code 2001:db8::10.500}. */
  static String endpoint(InetAddress address, int port) {
    return AddressText.of(address) + (Family.of(address) == Family.IPV6 ? "." : ":") + port;
  }

  /** All bits of an address. */
  static String hostMask(InetAddress address) {
    Family family = Family.of(address);
    return family.mask(family.bits());
  }

  /** Clients from anywhere. */
  static String anySource(InetAddress address) {
    return Family.of(address) == Family.IPV6 ? "::/0" : "0.0.0.0/0";
  }
}
