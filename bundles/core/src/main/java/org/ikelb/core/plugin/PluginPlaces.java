package org.ikelb.core.plugin;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;

/**
 * The places where a topology names plugins. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class PluginPlaces {
  private PluginPlaces() {}

  /**
   * A place that names a plugin.
   *
   * @param name for people, and unique: {@code pool vpn method}
   */
  public record Place(String name, ExtensionPoint kind, PluginUse use) {}

  /** All of a topology. */
  public static List<Place> in(Topology topology) {
    List<Place> places = new ArrayList<>();
    for (PersistencyGroup group : topology.persistencyGroups().values()) {
      places.add(at(group));
    }
    for (Pool pool : topology.pools().values()) {
      places.addAll(in(pool));
    }
    for (Monitor monitor : topology.monitors().values()) {
      places.add(at(monitor));
    }
    return places;
  }

  /** Those of a pool: its method and its guards. */
  public static List<Place> in(Pool pool) {
    List<Place> places = new ArrayList<>();
    places.add(atMethod(pool));
    for (int i = 0; i < pool.guards().size(); i++) {
      places.add(atGuard(pool, i));
    }
    return places;
  }

  public static Place at(PersistencyGroup group) {
    return new Place(
        "persistency group " + group.name(), ExtensionPoint.PERSISTENCY_STRATEGY, group.strategy());
  }

  public static Place atMethod(Pool pool) {
    return new Place(
        "pool " + pool.name() + " method", ExtensionPoint.BALANCING_METHOD, pool.method());
  }

  public static Place atGuard(Pool pool, int index) {
    return new Place(
        "pool " + pool.name() + " guard " + (index + 1),
        ExtensionPoint.GUARD,
        pool.guards().get(index));
  }

  public static Place at(Monitor monitor) {
    return new Place("monitor " + monitor.name(), ExtensionPoint.MONITOR, monitor.plugin());
  }
}
