package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.GatewayView;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.GatewayWatch;
import org.ikelb.core.gateway.Gateways;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.FactoryCalls;
import org.ikelb.core.plugin.PluginAt;
import org.ikelb.core.plugin.PluginObjects;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.time.Time;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.ProbeTarget;

/**
 * Watches the gateways of the topology. A watch goes on undisturbed as long as nothing it is made
 * of changes. If only the plugin of a monitor changes, the next watch begins with what is known;
 * and while the plugin is absent, what it found last stands: whoever updates a monitor does not
 * want clients sent to a gateway that is down. If the monitor's settings change, all is found out
 * anew.
 *
 * <p>Changed by the control plane, one change at a time; read from any thread.
 */
final class Watches {
  private final PluginObjects objects;
  private final FactoryCalls factories;
  private final InstalledPlugins plugins;
  private final ScheduledExecutorService clock;
  private final ExecutorService probers;
  private final Events events;
  private final Time time;
  private final Consumer<LiveGateway> sasGone;
  private volatile Map<LiveGateway, Running> running = Map.of();

  /**
   * Watches nothing yet.
   *
   * @param sasGone called when a gateway is down and does not know its clients any more, as it
   *     seems
   */
  Watches(
      PluginObjects objects,
      FactoryCalls factories,
      InstalledPlugins plugins,
      ControlThreads threads,
      Events events,
      Time time,
      Consumer<LiveGateway> sasGone) {
    this.sasGone = sasGone;
    this.objects = objects;
    this.factories = factories;
    this.plugins = plugins;
    this.clock = threads.clock();
    this.probers = threads.probers();
    this.events = events;
    this.time = time;
  }

  /** What a gateway's watch is made of. */
  private record Plan(UpWhen upWhen, List<Part> parts) {}

  /** One monitor of it; the slot counts by identity. */
  private record Part(
      Monitor monitor, PluginSlot<HealthMonitor> plugin, boolean speaksIke, ProbeTarget target) {}

  private record Running(Plan plan, GatewayWatch watch) {}

  private PluginSlot<HealthMonitor> slot(Monitor monitor) {
    return objects.at(WantedPlugins.monitor(monitor));
  }

  /** Watches the gateways of this topology and no others. */
  void follow(Topology topology, Gateways gateways) {
    Map<LiveGateway, Running> next = new HashMap<>();
    for (Pool pool : topology.pools().values()) {
      for (LiveGateway gateway : gateways.of(pool)) {
        Plan plan = plan(topology, pool, gateway);
        Running old = running.get(gateway);
        next.put(
            gateway,
            old != null && old.plan.equals(plan)
                ? old
                : start(gateway, plan, Optional.ofNullable(old)));
      }
    }
    Map<LiveGateway, Running> before = running;
    running = next;
    before.forEach(
        (gateway, old) -> {
          if (!old.equals(next.get(gateway))) {
            old.watch.close();
          }
        });
  }

  private Running start(LiveGateway gateway, Plan plan, Optional<Running> before) {
    GatewayWatch watch =
        new GatewayWatch(gateway, plan.upWhen, events, time, () -> sasGone.accept(gateway));
    for (Part part : plan.parts) {
      watch.add(
          part.monitor,
          part.plugin,
          part.speaksIke,
          part.target,
          clock,
          probers,
          before.map(Running::watch));
    }
    if (plan.parts.isEmpty()) {
      watch.judge(); // else a gateway that was down would be so for ever
    }
    gateway.onSuspicion(() -> probers.execute(watch::refused));
    return new Running(plan, watch);
  }

  private Plan plan(Topology topology, Pool pool, LiveGateway gateway) {
    List<Part> parts = new ArrayList<>();
    ProbeTarget target = ProbeTargets.of(topology, pool, gateway).get(0);
    for (String name : pool.monitors()) {
      Monitor monitor = Objects.requireNonNull(topology.monitors().get(name), name);
      boolean speaksIke = speaksIke(monitor, gateway);
      parts.add(new Part(monitor, slot(monitor), speaksIke, target));
    }
    return new Plan(pool.upWhen(), parts);
  }

  /** While its plugin is absent it counts as what it was: else another monitor would decide. */
  private boolean speaksIke(Monitor monitor, LiveGateway gateway) {
    return plugins
        .find(ExtensionPoint.MONITOR, monitor.plugin().type())
        .flatMap(factory -> saysThatItSpeaksIke(monitor, (HealthMonitorFactory<?>) factory))
        .orElseGet(() -> spokeIke(monitor, gateway));
  }

  private Optional<Boolean> saysThatItSpeaksIke(Monitor monitor, HealthMonitorFactory<?> factory) {
    try {
      PluginAt at = WantedPlugins.monitor(monitor).at();
      return Optional.of(factories.ask(at, factory, factory::speaksIke, tooLate -> {}));
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      slot(monitor).failures().threw(e); // thrown by what others wrote
      return Optional.empty();
    }
  }

  private boolean spokeIke(Monitor monitor, LiveGateway gateway) {
    Running now = running.get(gateway);
    return now != null
        && now.plan.parts.stream().anyMatch(part -> part.monitor.equals(monitor) && part.speaksIke);
  }

  /** Probes a gateway now, and waits for what comes of it. */
  List<GatewayView.Probe> probeNow(LiveGateway gateway) throws Refused, InterruptedException {
    Running now = running.get(gateway);
    if (now == null || now.plan.parts.isEmpty()) {
      throw new Refused(
          List.of("gateway \"" + gateway.id() + "\" has no monitors; name some in its pool"));
    }
    return now.watch.probeNow();
  }

  /** What watches a gateway; empty: nothing does. */
  Optional<GatewayWatch> of(LiveGateway gateway) {
    return Optional.ofNullable(running.get(gateway)).map(Running::watch);
  }

  void close() {
    running.values().forEach(now -> now.watch.close());
    running = Map.of();
  }
}
