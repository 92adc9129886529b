package org.ikelb.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * The addresses of this machine.
 *
 * <p>Stateless and thread-safe.
 */
final class HostAddresses {
  private HostAddresses() {}

  /** Whether this machine has the address now; all loopback addresses are its own. */
  static boolean isOfHost(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // nobody knows: no reason to warn
    }
  }
}
