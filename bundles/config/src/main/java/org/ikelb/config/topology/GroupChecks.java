package org.ikelb.config.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Each virtual server is in exactly one persistency group, and those of a group are of one pool.
 *
 * <p>Used once; not thread-safe.
 */
final class GroupChecks {
  private final TopologySection topology;
  private final Map<String, String> groupOf = new HashMap<>();

  private GroupChecks(TopologySection topology) {
    this.topology = topology;
  }

  /**
   * Checks all groups.
   *
   * @param groupsWritten how many there are in the document, those that could not be bound included
   */
  static void check(TopologySection topology, int groupsWritten, Place root) {
    GroupChecks checks = new GroupChecks(topology);
    topology
        .persistencyGroups()
        .forEach(
            (name, group) -> {
              Place place = root.at("persistencyGroups").at(name).at("virtualServers");
              checks.checkOnePool(group.virtualServers(), place);
              checks.checkOneGroup(name, group.virtualServers(), place);
            });
    boolean allKnown =
        groupsWritten == topology.persistencyGroups().size()
            && topology.persistencyGroups().values().stream()
                .noneMatch(group -> group.virtualServers().isEmpty());
    if (allKnown) {
      checks.checkNoneLeft(root.at("virtualServers"));
    }
  }

  private void checkOnePool(List<String> servers, Place place) {
    VirtualServerSection first = null;
    for (int i = 0; i < servers.size(); i++) {
      VirtualServerSection server = topology.virtualServers().get(servers.get(i));
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

  private void checkOneGroup(String group, List<String> servers, Place place) {
    for (int i = 0; i < servers.size(); i++) {
      String other = groupOf.putIfAbsent(servers.get(i), group);
      if (other != null && !other.equals(group)) {
        place
            .at(i)
            .wrong(
                "a virtual server is in one group only; this one is in "
                    + Quoted.name(other)
                    + " already");
      }
    }
  }

  private void checkNoneLeft(Place servers) {
    for (String name : topology.virtualServers().keySet()) {
      if (!groupOf.containsKey(name)) {
        servers
            .at(name)
            .wrongKey(
                "is in no persistency group: name it in the \"virtualServers\" of one of them");
      }
    }
  }
}
