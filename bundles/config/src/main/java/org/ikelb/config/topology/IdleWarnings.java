package org.ikelb.config.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ikelb.api.topology.Protocol;
import org.ikelb.config.problem.Place;

/**
 * What is valid and does nothing: a pool whose gateways all get nothing, one that nobody uses, a
 * monitor that probes nobody, a group in which clients behind a NAT cannot go on.
 *
 * <p>Stateless.
 */
final class IdleWarnings {
  private IdleWarnings() {}

  /**
   * Finds it.
   *
   * @param root what is found is reported there: warnings, not problems
   */
  static void find(TopologySection topology, Place root) {
    Set<String> pools = new HashSet<>();
    topology.virtualServers().values().forEach(server -> pools.add(server.pool()));
    Set<String> monitors = new HashSet<>();
    topology
        .pools()
        .forEach(
            (name, pool) -> {
              Place place = root.at("pools").at(name);
              monitors.addAll(pool.monitors());
              if (!pools.contains(name)) {
                place.wrongKey("no virtual server names this pool, so it serves nobody");
              }
              weights(pool, place.at("gateways"));
            });
    for (String monitor : topology.monitors().keySet()) {
      if (!monitors.contains(monitor)) {
        root.at("monitors")
            .at(monitor)
            .wrongKey("probes nobody: name it in the \"monitors\" of a pool");
      }
    }
    topology
        .persistencyGroups()
        .forEach(
            (name, group) ->
                natT(group, topology.virtualServers(), root.at("persistencyGroups").at(name)));
  }

  private static void weights(PoolSection pool, Place place) {
    if (!pool.gateways().isEmpty()
        && pool.gateways().values().stream().allMatch(gateway -> gateway.weight() == 0)) {
      place.wrong(
          "all have the weight 0, so nobody new gets in; give one of them a weight of 1 or more");
    }
  }

  private static void natT(
      GroupSection group, Map<String, VirtualServerSection> servers, Place place) {
    List<Protocol> spoken =
        group.virtualServers().stream()
            .flatMap(name -> Stream.ofNullable(servers.get(name)))
            .flatMap(server -> server.spoken().stream())
            .toList();
    boolean complete = !spoken.isEmpty() && spoken.size() == group.virtualServers().size();
    if (complete && !spoken.contains(Protocol.NAT_T)) {
      place
          .at("virtualServers")
          .wrong(
              "none of these speaks \"nat-t\": clients behind a NAT go on at port 4500, where"
                  + " nobody listens; add a virtual server on port 4500");
    }
  }
}
