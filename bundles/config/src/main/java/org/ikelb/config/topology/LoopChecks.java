package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * No gateway is a virtual server: its datagrams would come back for ever. Looks at each gateway and
 * each virtual server once, not at each pair of them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param servers virtual servers by address and port
 * @param towardsGateways the ports that gateways are reached on, by pool
 */
record LoopChecks(
    Map<InetAddress, Map<Integer, String>> servers, Map<String, Set<Integer>> towardsGateways) {

  static void check(TopologySection topology, Place root) {
    LoopChecks checks = new LoopChecks(new HashMap<>(), new HashMap<>());
    topology.virtualServers().forEach(checks::add);
    topology
        .pools()
        .forEach(
            (name, pool) ->
                pool.gateways()
                    .forEach(
                        (gateway, section) ->
                            checks.check(
                                name,
                                section.address(),
                                root.at("pools")
                                    .at(name)
                                    .at("gateways")
                                    .at(gateway)
                                    .at("address"))));
  }

  private void add(String name, VirtualServerSection server) {
    for (InetAddress address : server.address()) {
      servers
          .computeIfAbsent(address, any -> new LinkedHashMap<>())
          .putIfAbsent(server.port(), name);
    }
    server
        .towardsGateways()
        .ifPresent(
            port ->
                towardsGateways.computeIfAbsent(server.pool(), any -> new HashSet<>()).add(port));
  }

  private void check(String pool, List<InetAddress> addresses, Place place) {
    Set<Integer> used = towardsGateways.getOrDefault(pool, Set.of());
    for (int i = 0; i < addresses.size(); i++) {
      Place inner = place.at(i);
      servers
          .getOrDefault(addresses.get(i), Map.of())
          .forEach(
              (port, server) -> {
                if (used.contains(port)) {
                  inner.wrong(
                      "with port "
                          + port
                          + " this is the virtual server "
                          + Quoted.name(server)
                          + ": its datagrams would come back for ever; write the gateway's own address");
                }
              });
    }
  }
}
