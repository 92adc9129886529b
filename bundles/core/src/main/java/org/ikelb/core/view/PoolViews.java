package org.ikelb.core.view;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.plugin.PluginPlaces;

/**
 * The pools, as they are shown. Pure functions.
 *
 * <p>Thread-safe.
 */
final class PoolViews {
  private PoolViews() {}

  static List<PoolView> of(Running running) {
    return running.topology().pools().values().stream().map(pool -> of(pool, running)).toList();
  }

  private static PoolView of(Pool pool, Running running) {
    List<RunningGateway> gateways = running.gateways(pool);
    return new PoolView(
        pool.name(),
        pool.method().type(),
        pool.monitors(),
        pool.guards().stream().map(PluginUse::type).toList(),
        gateways.size(),
        (int) gateways.stream().filter(gateway -> gateway.live().takesSessions()).count(),
        gateways.stream().mapToInt(gateway -> gateway.live().sessionsByState().unsettled()).sum(),
        gateways.stream()
            .mapToInt(gateway -> gateway.live().sessionsByState().in(SessionState.ESTABLISHED))
            .sum(),
        degraded(pool, running));
  }

  /** Why a pool cannot open sessions at all; empty if it can. */
  static String degraded(Pool pool, Running running) {
    Set<String> needed = needed(pool, running);
    for (PluginPlaces.Place place : running.missing()) {
      if (needed.contains(place.name())) {
        return "It opens no sessions: " + place.name() + " needs \"" + place.use().type() + "\".";
      }
    }
    return running.gateways(pool).stream().noneMatch(gateway -> gateway.live().takesSessions())
        ? "It opens no sessions: none of its gateways takes any."
        : "";
  }

  /** The places of all plugins that are asked when a session is opened on it. */
  private static Set<String> needed(Pool pool, Running running) {
    Set<String> servers =
        running.topology().virtualServers().values().stream()
            .filter(server -> server.pool().equals(pool.name()))
            .map(VirtualServer::name)
            .collect(Collectors.toSet());
    Set<String> places =
        PluginPlaces.in(pool).stream().map(PluginPlaces.Place::name).collect(Collectors.toSet());
    for (PersistencyGroup group : running.topology().persistencyGroups().values()) {
      if (group.virtualServers().stream().anyMatch(servers::contains)) {
        places.add(PluginPlaces.of(group));
      }
    }
    return places;
  }
}
