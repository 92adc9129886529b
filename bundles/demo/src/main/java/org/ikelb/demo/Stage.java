package org.ikelb.demo;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;

/**
 * Where the demo plays, as the running topology says.
 *
 * @param ike where clients start
 * @param natT where they go on
 * @param gateways in the order of the topology
 */
record Stage(InetSocketAddress ike, InetSocketAddress natT, List<Place> gateways) {

  /** A gateway's name, and the two ports that it answers on. */
  record Place(String name, InetSocketAddress ike, InetSocketAddress natT) {}

  /** Empty if the topology has no pair of virtual servers yet. */
  static Optional<Stage> of(Topology topology) {
    Optional<VirtualServer> ike = first(topology, Protocol.IKE);
    Optional<VirtualServer> natT = first(topology, Protocol.NAT_T);
    if (ike.isEmpty() || natT.isEmpty()) {
      return Optional.empty();
    }
    Pool pool = topology.pools().get(ike.get().pool());
    if (pool == null) {
      return Optional.empty();
    }
    List<Place> places =
        pool.gateways().values().stream()
            .map(gateway -> place(gateway, ike.get().gatewayPort(), natT.get().gatewayPort()))
            .toList();
    return Optional.of(new Stage(listening(ike.get()), listening(natT.get()), places));
  }

  private static Optional<VirtualServer> first(Topology topology, Protocol protocol) {
    return topology.virtualServers().values().stream()
        .filter(server -> server.protocol() == protocol)
        .findFirst();
  }

  private static InetSocketAddress listening(VirtualServer server) {
    return new InetSocketAddress(server.addresses().get(0), server.port());
  }

  private static Place place(Gateway gateway, int ikePort, int natTPort) {
    return new Place(
        gateway.id().gateway(),
        new InetSocketAddress(gateway.addresses().get(0), ikePort),
        new InetSocketAddress(gateway.addresses().get(0), natTPort));
  }
}
