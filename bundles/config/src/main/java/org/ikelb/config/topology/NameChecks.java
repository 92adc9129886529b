package org.ikelb.config.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.config.problem.NearestName;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Every name that one part uses of another exists, and each virtual server is in exactly one
 * persistency group, whose virtual servers are all of one pool.
 *
 * <p>Immutable and thread-safe.
 *
 * @param topology what could be bound
 * @param written the document as written: a part that could not be bound is not missing
 */
record NameChecks(TopologySection topology, Map<String, ?> written) {

  void check(Place root) {
    Set<String> pools = names("pools");
    topology
        .virtualServers()
        .forEach(
            (name, server) ->
                exists(
                    "pool", server.pool(), pools, root.at("virtualServers").at(name).at("pool")));
    Set<String> monitors = names("monitors");
    topology
        .pools()
        .forEach(
            (name, pool) ->
                eachOnce(
                    "monitor",
                    pool.monitors(),
                    monitors,
                    root.at("pools").at(name).at("monitors")));
    Set<String> servers = names("virtualServers");
    topology
        .persistencyGroups()
        .forEach(
            (name, group) -> {
              Place place = root.at("persistencyGroups").at(name).at("virtualServers");
              eachOnce("virtual server", group.virtualServers(), servers, place);
              checkOnePool(group, place);
            });
    checkOneGroup(root);
  }

  private Set<String> names(String section) {
    Set<String> names = new HashSet<>();
    if (written.get(section) instanceof Map<?, ?> entries) {
      entries.keySet().forEach(name -> names.add((String) name));
    }
    return names;
  }

  private static void eachOnce(String what, List<String> used, Set<String> names, Place place) {
    for (int i = 0; i < used.size(); i++) {
      exists(what, used.get(i), names, place.at(i));
      if (used.subList(0, i).contains(used.get(i))) {
        place.at(i).wrong(Quoted.name(used.get(i)) + " is in this list already");
      }
    }
  }

  private static void exists(String what, String used, Set<String> names, Place place) {
    if (!names.contains(used)) {
      place.wrong("no " + what + " is named " + Quoted.name(used) + NearestName.hint(used, names));
    }
  }

  private void checkOnePool(GroupSection group, Place place) {
    VirtualServerSection first = null;
    for (int i = 0; i < group.virtualServers().size(); i++) {
      VirtualServerSection server = topology.virtualServers().get(group.virtualServers().get(i));
      if (first == null) {
        first = server;
      } else if (server != null && !server.pool().equals(first.pool())) {
        place
            .at(i)
            .wrong(
                "all virtual servers of a group must be of one pool: this one is of "
                    + Quoted.name(server.pool())
                    + ", the first of "
                    + Quoted.name(first.pool()));
      }
    }
  }

  private void checkOneGroup(Place root) {
    Map<String, String> groupOf = new HashMap<>();
    topology
        .persistencyGroups()
        .forEach(
            (name, group) -> {
              List<String> servers = group.virtualServers();
              for (int i = 0; i < servers.size(); i++) {
                String other = groupOf.putIfAbsent(servers.get(i), name);
                if (other != null && !other.equals(name)) {
                  root.at("persistencyGroups")
                      .at(name)
                      .at("virtualServers")
                      .at(i)
                      .wrong(
                          "a virtual server is in one group only; this one is in "
                              + Quoted.name(other)
                              + " already");
                }
              }
            });
    if (groupOf.isEmpty()
        || !names("persistencyGroups").equals(topology.persistencyGroups().keySet())) {
      return; // a group that could not be bound may hold the others
    }
    List<String> without = new ArrayList<>(topology.virtualServers().keySet());
    without.removeAll(groupOf.keySet());
    for (String name : without) {
      root.at("virtualServers")
          .at(name)
          .wrongKey("is in no persistency group: name it in the \"virtualServers\" of one of them");
    }
  }
}
