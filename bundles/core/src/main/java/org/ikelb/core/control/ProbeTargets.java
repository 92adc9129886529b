package org.ikelb.core.control;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Topology;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.ProbeTarget;

/** Where a gateway can be asked what its clients would be answered. Pure functions. */
final class ProbeTargets {
  private ProbeTargets() {}

  /** One for each of its addresses, in their order: the first is the one that is monitored. */
  static List<ProbeTarget> of(Topology topology, Pool pool, LiveGateway gateway) {
    Set<ProbeTarget.Port> ports = new LinkedHashSet<>();
    topology.virtualServers().values().stream()
        .filter(server -> server.pool().equals(pool.name()))
        .forEach(
            server ->
                ports.add(
                    new ProbeTarget.Port(
                        server.gatewayPort(), server.protocol() == Protocol.NAT_T)));
    return gateway.settings().addresses().stream()
        .map(
            address ->
                new ProbeTarget(
                    gateway.id().toString(), address, List.copyOf(ports), source(pool, address)))
        .toList();
  }

  /** The first address that clients are translated to on their way there. */
  private static Optional<InetAddress> source(Pool pool, InetAddress address) {
    return pool.sourceAddresses().stream()
        .filter(candidate -> candidate.getClass() == address.getClass())
        .findFirst();
  }
}
