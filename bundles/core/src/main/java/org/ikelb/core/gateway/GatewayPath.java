package org.ikelb.core.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.PortRange;

/**
 * The path from one of ikelb's addresses to one address of a gateway.
 *
 * <p>Immutable; the ports are thread-safe.
 *
 * @param source ikelb's; the wildcard where the kernel chooses
 * @param gateway the gateway's
 * @param ports which ports of the source are taken towards the gateway
 */
public record GatewayPath(InetAddress source, InetAddress gateway, PortTable ports) {

  /** Takes a port; empty if all are taken. */
  public Optional<SourcePort> take(PortRange range) {
    OptionalInt port = ports.take(range);
    return port.isPresent()
        ? Optional.of(new SourcePort(new InetSocketAddress(source, port.getAsInt()), ports))
        : Optional.empty();
  }

  /** Takes this very port again; empty if it is taken. */
  public Optional<SourcePort> reclaim(int port) {
    return ports.claim(port)
        ? Optional.of(new SourcePort(new InetSocketAddress(source, port), ports))
        : Optional.empty();
  }

  /**
   * A port that is taken until it is released.
   *
   * @param local where to bind
   */
  public record SourcePort(InetSocketAddress local, PortTable ports) {
    /** The port can be taken again at once. */
    public void release() {
      ports.release(local.getPort());
    }

    /** The gateway may go on sending to it: it rests until no other is left. */
    public void rest() {
      ports.rest(local.getPort());
    }
  }
}
