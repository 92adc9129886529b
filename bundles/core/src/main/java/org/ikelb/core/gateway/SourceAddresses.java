package org.ikelb.core.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * ikelb's own addresses and ports towards the gateways: the one place that decides what a gateway
 * sees as its peer.
 *
 * <p>Thread-safe.
 */
public final class SourceAddresses {
  private static final InetAddress ANY4 = new InetSocketAddress("0.0.0.0", 0).getAddress();
  private static final InetAddress ANY6 = new InetSocketAddress("::", 0).getAddress();

  private final ConcurrentMap<Ends, GatewayPath> paths = new ConcurrentHashMap<>();

  /**
   * Chooses the path for a new session: of the addresses in the gateway's family the one with the
   * fewest half-open sessions there; the wildcard, where the kernel chooses, if none is configured.
   */
  public GatewayPath choose(List<InetAddress> configured, InetAddress gateway) {
    InetAddress best = gateway instanceof Inet4Address ? ANY4 : ANY6;
    int fewest = Integer.MAX_VALUE;
    for (InetAddress source : configured) {
      if (source.getClass() == gateway.getClass()) {
        int halfOpen = path(source, gateway).ports().halfOpen().get();
        if (halfOpen < fewest) {
          fewest = halfOpen;
          best = source;
        }
      }
    }
    return path(best, gateway);
  }

  private GatewayPath path(InetAddress source, InetAddress gateway) {
    return paths.computeIfAbsent(
        new Ends(source, gateway), ends -> new GatewayPath(source, gateway, new PortTable()));
  }

  private record Ends(InetAddress source, InetAddress gateway) {}
}
