package org.ikelb.core.view;

import java.util.List;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
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
    for (PluginPlaces.Place place : running.missing()) {
      if (isNeeded(place, pool)) {
        return "It opens no sessions: "
            + place.name()
            + " needs \""
            + place.use().type()
            + "\" (guardFailure).";
      }
    }
    return running.gateways(pool).stream().noneMatch(gateway -> gateway.live().takesSessions())
        ? "It opens no sessions: none of its gateways takes any."
        : "";
  }

  /** Nobody stands in for a guard of a pool that wants it so. */
  private static boolean isNeeded(PluginPlaces.Place place, Pool pool) {
    return pool.guardFailure() == GuardFailure.DROP
        && place.kind() == ExtensionPoint.GUARD
        && PluginPlaces.in(pool).contains(place);
  }
}
