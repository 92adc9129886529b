package org.ikelb.core.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.ikelb.api.topology.Gateway;

/**
 * ikelb's own addresses and ports towards the gateways: the one place that decides what a gateway
 * sees as its peer.
 *
 * <p>Thread-safe.
 */
public final class SourceAddresses {
  private static final InetAddress ANY4 = new InetSocketAddress("0.0.0.0", 0).getAddress();
  private static final InetAddress ANY6 = new InetSocketAddress("::", 0).getAddress();

  private final IntSupplier firstPort;
  private final ConcurrentMap<Ends, GatewayPath> paths = new ConcurrentHashMap<>();

  /** Takes ports from a random one on. */
  public SourceAddresses() {
    this(() -> ThreadLocalRandom.current().nextInt(1 << 16));
  }

  /**
   * Makes one.
   *
   * @param firstPort where to begin to take ports, for each pair of addresses
   */
  public SourceAddresses(IntSupplier firstPort) {
    this.firstPort = firstPort;
  }

  /**
   * Chooses the path for a new session. The gateway's address is of the client's family where it
   * has one that a configured source can reach; the source is the one with the fewest half-open
   * sessions there, or the wildcard, where the kernel chooses, if none is configured.
   */
  public GatewayPath choose(List<InetAddress> configured, Gateway settings, InetAddress client) {
    InetAddress gateway = settings.addressFor(client);
    for (InetAddress address : settings.addresses()) {
      if (!configured.isEmpty() && !reaches(configured, gateway)) {
        gateway = address;
      }
    }
    return leastUsed(configured, gateway);
  }

  private static boolean reaches(List<InetAddress> sources, InetAddress gateway) {
    return sources.stream().anyMatch(source -> source.getClass() == gateway.getClass());
  }

  private GatewayPath leastUsed(List<InetAddress> configured, InetAddress gateway) {
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

  /** The path between these two. */
  public GatewayPath path(InetAddress source, InetAddress gateway) {
    return paths.computeIfAbsent(
        new Ends(source, gateway),
        ends -> new GatewayPath(source, gateway, new PortTable(firstPort.getAsInt())));
  }

  private record Ends(InetAddress source, InetAddress gateway) {}
}
