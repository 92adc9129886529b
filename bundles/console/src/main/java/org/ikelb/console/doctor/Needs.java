package org.ikelb.console.doctor;

import java.net.InetSocketAddress;
import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;

/**
 * What a topology asks of the machine. Immutable.
 *
 * @param addresses to listen on
 * @param pings whether a monitor sends ICMP echo requests
 * @param preserves whether a pool shows the clients' own addresses to its gateways
 * @param sessions how many there may be
 */
public record Needs(
    List<InetSocketAddress> addresses, boolean pings, boolean preserves, int sessions) {

  public Needs {
    addresses = List.copyOf(addresses);
  }

  public static Needs of(Topology topology) {
    List<InetSocketAddress> addresses =
        topology.virtualServers().values().stream()
            .flatMap(
                server ->
                    server.addresses().stream()
                        .map(address -> new InetSocketAddress(address, server.port())))
            .toList();
    boolean pings =
        topology.monitors().values().stream().anyMatch(m -> m.plugin().type().equals("icmp"));
    boolean preserves =
        topology.pools().values().stream()
            .anyMatch(pool -> pool.clientAddress() == ClientAddress.PRESERVE);
    return new Needs(addresses, pings, preserves, topology.limits().sessions());
  }
}
