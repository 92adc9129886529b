package org.ikelb.config.topology;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * No gateway is a virtual server: its datagrams would come back for ever.
 *
 * <p>Stateless.
 */
final class LoopChecks {
  private LoopChecks() {}

  static void check(TopologySection topology, Place root) {
    Map<InetSocketAddress, String> servers = new HashMap<>();
    topology
        .virtualServers()
        .forEach(
            (name, server) ->
                server
                    .address()
                    .forEach(
                        address ->
                            servers.put(new InetSocketAddress(address, server.port()), name)));
    for (VirtualServerSection server : topology.virtualServers().values()) {
      PoolSection pool = topology.pools().get(server.pool());
      if (pool != null && server.towardsGateways().isPresent()) {
        Place place = root.at("pools").at(server.pool()).at("gateways");
        int port = server.towardsGateways().get();
        pool.gateways()
            .forEach(
                (name, gateway) ->
                    check(gateway.address(), port, servers, place.at(name).at("address")));
      }
    }
  }

  private static void check(
      List<InetAddress> addresses, int port, Map<InetSocketAddress, String> servers, Place place) {
    for (int i = 0; i < addresses.size(); i++) {
      String server = servers.get(new InetSocketAddress(addresses.get(i), port));
      if (server != null) {
        place
            .at(i)
            .wrong(
                "with port "
                    + port
                    + " this is the virtual server "
                    + Quoted.name(server)
                    + ": its datagrams would come back for ever; write the gateway's own address");
      }
    }
  }
}
