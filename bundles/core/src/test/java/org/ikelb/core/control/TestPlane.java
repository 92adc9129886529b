package org.ikelb.core.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.view.LiveViews;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;

/** A control plane without a framework. */
final class TestPlane {
  private static final int SAVE_EVERY_SECONDS = 5;

  private TestPlane() {}

  /**
   * Starts one.
   *
   * @param stateDirectory where states are kept; empty: nowhere
   */
  static ControlPlane of(
      Listener listener, InstalledPlugins plugins, Events events, Optional<Path> stateDirectory) {
    return of(listener, plugins, events, new StateStores(stateDirectory, SAVE_EVERY_SECONDS));
  }

  static ControlPlane of(
      Listener listener, InstalledPlugins plugins, Events events, StateStores stores) {
    return new ControlPlane(
        listener, plugins, new DefaultsBinder(), stores, new FailingExporters(events), events);
  }

  /** Installs a strategy as {@code by-spi}, and the balancing method of {@link TestTopology}. */
  static void install(InstalledPlugins plugins, PersistencyStrategyFactory<?> bySpi) {
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        bySpi,
        Map.of(PluginFactory.NAME, "by-spi", "service.id", 1L));
    plugins.add(
        ExtensionPoint.BALANCING_METHOD,
        new WeightedRoundRobin(),
        Map.of(PluginFactory.NAME, "weighted-round-robin", "service.id", 2L));
  }

  /** What is shown of it, if no exporter fails. */
  static Views views(ControlPlane plane, Listener listener, InstalledPlugins plugins) {
    return new LiveViews(
        plane, listener, plugins, new FailingExporters(new RecordedEvents()), "0.0.0");
  }
}
