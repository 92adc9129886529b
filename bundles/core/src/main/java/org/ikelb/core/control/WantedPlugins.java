package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.core.plugin.PluginPlaces;
import org.ikelb.core.plugin.WantedPlugin;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Selector;

/**
 * What a topology wants of plugins, and how each kind of factory is asked for it. Pure functions.
 *
 * <p>Thread-safe.
 */
final class WantedPlugins {
  private WantedPlugins() {}

  /** All of a topology that is applied now, so that weights set by hand are forgotten. */
  static List<WantedPlugin<?>> in(Topology topology) {
    List<WantedPlugin<?>> wanted = new ArrayList<>();
    topology.persistencyGroups().values().forEach(group -> wanted.add(strategy(group)));
    for (Pool pool : topology.pools().values()) {
      wanted.add(method(pool, candidates(pool)));
      for (int i = 0; i < pool.guards().size(); i++) {
        wanted.add(guard(pool, i));
      }
    }
    topology.monitors().values().forEach(monitor -> wanted.add(monitor(monitor)));
    return wanted;
  }

  private static List<Candidate> candidates(Pool pool) {
    return pool.gateways().values().stream()
        .map(gateway -> new Candidate(gateway.id().gateway(), gateway.weight()))
        .toList();
  }

  static WantedPlugin<PersistencyStrategy> strategy(PersistencyGroup group) {
    return new WantedPlugin<>(PluginPlaces.at(group), "", WantedPlugins::createStrategy);
  }

  static WantedPlugin<Selector> method(Pool pool, List<Candidate> candidates) {
    return new WantedPlugin<>(
        PluginPlaces.atMethod(pool),
        candidates,
        (factory, settings) -> createSelector(factory, settings, candidates));
  }

  static WantedPlugin<Guard> guard(Pool pool, int index) {
    return new WantedPlugin<>(PluginPlaces.atGuard(pool, index), "", WantedPlugins::createGuard);
  }

  static WantedPlugin<HealthMonitor> monitor(Monitor monitor) {
    return new WantedPlugin<>(PluginPlaces.at(monitor), "", WantedPlugins::createMonitor);
  }

  // Settings were bound to the factory's own settings type, so these casts hold.

  @SuppressWarnings("unchecked")
  private static PersistencyStrategy createStrategy(PluginFactory<?> factory, Record settings) {
    return ((PersistencyStrategyFactory<Record>) factory).create(settings);
  }

  @SuppressWarnings("unchecked")
  private static Selector createSelector(
      PluginFactory<?> factory, Record settings, List<Candidate> candidates) {
    return ((BalancingMethodFactory<Record>) factory).create(settings, candidates);
  }

  @SuppressWarnings("unchecked")
  private static Guard createGuard(PluginFactory<?> factory, Record settings) {
    return ((GuardFactory<Record>) factory).create(settings);
  }

  @SuppressWarnings("unchecked")
  private static HealthMonitor createMonitor(PluginFactory<?> factory, Record settings) {
    return ((HealthMonitorFactory<Record>) factory).create(settings);
  }
}
