package org.ikelb.spi;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whom to probe, and as whom.
 *
 * <p>Made by ikelb: a minor version may add components. Immutable and thread-safe.
 *
 * @param gateway the gateway, written {@code pool/gateway}: for messages
 * @param address the address to probe
 * @param ports the ports of the gateway that its virtual servers use
 * @param source the address to probe from, one that clients are translated to; empty: the kernel
 *     chooses
 */
@ProviderType
public record ProbeTarget(
    String gateway, InetAddress address, List<Port> ports, Optional<InetAddress> source) {

  public ProbeTarget {
    ports = List.copyOf(ports);
  }

  /**
   * A port of a gateway.
   *
   * @param number 1 to 65535
   * @param natT whether IKE needs the non-ESP marker there
   */
  @ProviderType
  public record Port(int number, boolean natT) {}
}
