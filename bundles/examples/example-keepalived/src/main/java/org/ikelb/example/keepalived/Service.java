package org.ikelb.example.keepalived;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;

/**
 * What IPVS balances as one: a persistency group in one address family.
 *
 * @param mark the firewall mark, from 1 on
 * @param ipv6 the family
 * @param entries where its clients come to
 */
record Service(int mark, boolean ipv6, PersistencyGroup group, Pool pool, List<Entry> entries) {

  /** An address and UDP port. */
  record Entry(InetAddress address, int port) {}

  /** All services that have addresses and gateways. */
  static List<Service> of(Topology topology) {
    List<Service> services = new ArrayList<>();
    for (PersistencyGroup group : topology.persistencyGroups().values()) {
      for (boolean ipv6 : new boolean[] {false, true}) {
        List<VirtualServer> servers =
            group.virtualServers().stream()
                .map(name -> Objects.requireNonNull(topology.virtualServers().get(name), name))
                .toList();
        Pool pool =
            Objects.requireNonNull(topology.pools().get(servers.get(0).pool()), group.name());
        Service service =
            new Service(services.size() + 1, ipv6, group, pool, entries(servers, ipv6));
        if (!service.entries.isEmpty() && !service.gateways().isEmpty()) {
          services.add(service);
        }
      }
    }
    return services;
  }

  private static List<Entry> entries(List<VirtualServer> servers, boolean ipv6) {
    return servers.stream()
        .flatMap(
            server ->
                server.addresses().stream()
                    .filter(address -> isIpv6(address) == ipv6)
                    .map(address -> new Entry(address, server.port())))
        .toList();
  }

  private static boolean isIpv6(InetAddress address) {
    return !(address instanceof Inet4Address);
  }

  /** Those that this family reaches. */
  List<Gateway> gateways() {
    return pool.gateways().values().stream()
        .filter(gateway -> gateway.addresses().stream().anyMatch(a -> isIpv6(a) == ipv6))
        .toList();
  }

  InetAddress addressOf(Gateway gateway) {
    return gateway.addresses().stream()
        .filter(address -> isIpv6(address) == ipv6)
        .findFirst()
        .orElseThrow();
  }
}
