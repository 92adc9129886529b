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
      places.add(new Place(of(group), ExtensionPoint.PERSISTENCY_STRATEGY, group.strategy()));
    }
    for (Pool pool : topology.pools().values()) {
      places.addAll(in(pool));
    }
    for (Monitor monitor : topology.monitors().values()) {
      places.add(new Place(of(monitor), ExtensionPoint.MONITOR, monitor.plugin()));
    }
    return places;
  }

  /** Those of a pool: its method and its guards. */
  public static List<Place> in(Pool pool) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(ofMethod(pool), ExtensionPoint.BALANCING_METHOD, pool.method()));
    for (int i = 0; i < pool.guards().size(); i++) {
      places.add(new Place(ofGuard(pool, i), ExtensionPoint.GUARD, pool.guards().get(i)));
    }
    return places;
  }

  public static String of(PersistencyGroup group) {
    return "persistency group " + group.name();
  }

  public static String ofMethod(Pool pool) {
    return "pool " + pool.name() + " method";
  }

  public static String ofGuard(Pool pool, int index) {
    return "pool " + pool.name() + " guard " + (index + 1);
  }

  public static String of(Monitor monitor) {
    return "monitor " + monitor.name();
  }
}
