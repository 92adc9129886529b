package org.ikelb.config.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Every name that one part uses of another exists, no list names a thing twice, and no gateway is
 * named like what is left of another at its old address ({@code vpn1@10.0.0.11}).
 *
 * <p>Immutable and thread-safe.
 *
 * @param topology what could be bound
 * @param written the document as written: a part that could not be bound is not missing
 */
record NameChecks(TopologySection topology, Map<String, ?> written) {

  void check(Place root) {
    Names pools = names("pool", "pools");
    topology
        .virtualServers()
        .forEach(
            (name, server) ->
                pools.exists(server.pool(), root.at("virtualServers").at(name).at("pool")));
    Names monitors = names("monitor", "monitors");
    topology
        .pools()
        .forEach(
            (name, pool) ->
                monitors.allExist(pool.monitors(), root.at("pools").at(name).at("monitors")));
    Names servers = names("virtual server", "virtualServers");
    topology
        .persistencyGroups()
        .forEach(
            (name, group) ->
                servers.allExist(
                    group.virtualServers(),
                    root.at("persistencyGroups").at(name).at("virtualServers")));
    topology
        .pools()
        .forEach((name, pool) -> gateways(pool, root.at("pools").at(name).at("gateways")));
  }

  private static void gateways(PoolSection pool, Place place) {
    pool.gateways().keySet().stream()
        .filter(name -> name.contains("@"))
        .forEach(name -> place.at(name).wrongKey("a gateway's name must not contain @"));
  }

  private Names names(String what, String section) {
    Set<String> names = new HashSet<>();
    if (written.get(section) instanceof Map<?, ?> entries) {
      entries.keySet().forEach(name -> names.add((String) name));
    }
    return new Names(what, names);
  }

  /**
   * The names that can be used.
   *
   * @param what is named
   */
  private record Names(String what, Set<String> known) {

    void allExist(List<String> used, Place place) {
      Set<String> before = new HashSet<>();
      for (int i = 0; i < used.size(); i++) {
        exists(used.get(i), place.at(i));
        if (!before.add(used.get(i))) {
          place.at(i).wrong(Quoted.name(used.get(i)) + " is in this list already");
        }
      }
    }

    void exists(String used, Place place) {
      if (!known.contains(used)) {
        place.wrong("no " + what + " is named " + Quoted.name(used) + Quoted.nearest(used, known));
      }
    }
  }
}
