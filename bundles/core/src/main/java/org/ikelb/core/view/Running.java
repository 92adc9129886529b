package org.ikelb.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.PluginPlaces;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * What runs: a revision of the topology with all that was made of it, published as a whole. A view
 * is rendered from one of these, and so never of two revisions. Counters, sessions and the states
 * of gateways are reached through it, and are those of the moment.
 *
 * <p>Immutable and thread-safe.
 *
 * @param snapshot what the loops work by
 * @param applied how its revision came to be
 * @param servers the virtual servers of the topology, by name
 * @param gateways those of the topology in its order, then removed ones that had sessions
 * @param missing where the topology names plugins that are not at work
 * @param parts what is the same in all that runs one after the other
 */
public record Running(
    Snapshot snapshot,
    Applied applied,
    Map<String, UpstreamServer> servers,
    List<RunningGateway> gateways,
    List<PluginPlaces.Place> missing,
    CoreParts parts) {

  public Running {
    servers = Map.copyOf(servers);
    gateways = List.copyOf(gateways);
    missing = List.copyOf(missing);
  }

  /**
   * When and by whom a revision was applied.
   *
   * @param warnings what the listener had to say about the addresses
   */
  public record Applied(Instant at, String author, List<String> warnings) {
    public Applied {
      warnings = List.copyOf(warnings);
    }
  }

  public Topology topology() {
    return snapshot.topology();
  }

  /** A virtual server of the topology. */
  UpstreamServer server(String name) {
    return Objects.requireNonNull(servers.get(name), name);
  }

  /** Those of a pool of the topology, in its order. */
  List<RunningGateway> gateways(Pool pool) {
    return gateways.stream()
        .filter(gateway -> !gateway.isRemoved() && gateway.name().pool().equals(pool.name()))
        .toList();
  }
}
