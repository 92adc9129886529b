package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Protocol;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Each virtual server is in exactly one persistency group; those of a group are of one pool, and at
 * the same addresses for IKE and for what follows it on the NAT-T port.
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
              checks.checkAddresses(group.virtualServers(), place);
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

  /** A client goes on at the very address that it dialled. */
  private void checkAddresses(List<String> names, Place place) {
    Map<Protocol, Set<InetAddress>> speaking = new EnumMap<>(Protocol.class);
    for (String name : names) {
      VirtualServerSection server = topology.virtualServers().get(name);
      if (server == null || server.spoken().isEmpty() || server.address().isEmpty()) {
        return; // said elsewhere
      }
      speaking
          .computeIfAbsent(server.spoken().get(), spoken -> new HashSet<>())
          .addAll(server.address());
    }
    Set<InetAddress> ike = speaking.getOrDefault(Protocol.IKE, Set.of());
    Set<InetAddress> natT = speaking.getOrDefault(Protocol.NAT_T, Set.of());
    for (int i = 0; i < names.size() && !ike.isEmpty() && !natT.isEmpty(); i++) {
      VirtualServerSection server = topology.virtualServers().get(names.get(i));
      boolean isIke = server != null && server.spoken().filter(Protocol.IKE::equals).isPresent();
      if (server != null) {
        checkBoth(server.address(), isIke ? natT : ike, isIke, place.at(i));
      }
    }
  }

  private static void checkBoth(
      List<InetAddress> addresses, Set<InetAddress> ofTheOther, boolean isIke, Place place) {
    Protocol spoken = isIke ? Protocol.IKE : Protocol.NAT_T;
    Protocol other = isIke ? Protocol.NAT_T : Protocol.IKE;
    for (InetAddress address : addresses) {
      if (!ofTheOther.contains(address)) {
        place.wrong(
            "speaks \"%s\" at %s, where none of this group speaks \"%s\": a client needs both at the address that it dialled; give both virtual servers the same addresses"
                .formatted(spoken.key(), AddressText.of(address), other.key()));
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
