package org.ikelb.console.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;

/**
 * What a topology asks of the machine. Immutable.
 *
 * @param addresses to listen on
 * @param sources its own addresses towards gateways
 * @param pings whether a monitor sends ICMP echo requests
 * @param preserves whether a pool shows the clients' own addresses to its gateways
 * @param sessions how many there may be
 */
public record Needs(
    List<InetSocketAddress> addresses,
    List<InetAddress> sources,
    boolean pings,
    boolean preserves,
    int sessions) {

  public Needs {
    addresses = List.copyOf(addresses);
    sources = List.copyOf(sources);
  }

  public static Needs of(Topology topology) {
    List<InetSocketAddress> addresses =
        topology.virtualServers().values().stream()
            .flatMap(
                server ->
                    server.addresses().stream()
                        .map(address -> new InetSocketAddress(address, server.port())))
            .toList();
    List<InetAddress> sources =
        topology.pools().values().stream()
            .flatMap(pool -> pool.sourceAddresses().stream())
            .distinct()
            .toList();
    boolean pings =
        topology.monitors().values().stream().anyMatch(m -> m.plugin().type().equals("icmp"));
    boolean preserves =
        topology.pools().values().stream()
            .anyMatch(pool -> pool.clientAddress() == ClientAddress.PRESERVE);
    return new Needs(addresses, sources, pings, preserves, topology.limits().sessions());
  }
}
