package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.ikelb.core.attempt.Attempts;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.Gateways;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.persist.Scene;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.persist.Survival;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.CallsUnderWay;
import org.ikelb.core.plugin.FactoryCalls;
import org.ikelb.core.plugin.Observers;
import org.ikelb.core.plugin.PluginDeclarations;
import org.ikelb.core.plugin.PluginObjects;
import org.ikelb.core.plugin.PluginPlaces;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.plugin.Retirement;
import org.ikelb.core.plugin.SettingsCheck;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.relay.Watchdog;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.time.Time;
import org.ikelb.core.view.CoreParts;
import org.ikelb.core.view.Running;
import org.ikelb.core.view.RunningGateway;

/**
 * Puts topologies to work: makes plans, plugins' objects and watches of one, and publishes the
 * whole, to the loops as a snapshot and to the views as what runs.
 *
 * <p>Changed by the control plane, one change at a time; what only reads is for any thread.
 */
final class Serving {
  private final Listener listener;
  private final InstalledPlugins plugins;
  private final FactoryCalls factories;
  private final SettingsCheck settings;
  private final Retirement retirement;
  private final PluginObjects objects;
  private final PlanBuilder plans;
  private final Watches watches;
  private final SourceAddresses sources = new SourceAddresses();
  private final CoreParts parts;
  private volatile Snapshot snapshot = Snapshot.empty();
  private volatile Running running;
  private volatile ListenAddresses addresses = ListenAddresses.NONE;

  /**
   * Starts the loops, with nothing to serve.
   *
   * @param changed told when a plugin was set aside, on any thread; must not block
   */
  Serving(
      Listener listener,
      InstalledPlugins plugins,
      SettingsBinder binder,
      StateStores stores,
      ControlThreads threads,
      Events events,
      Time time,
      Runnable changed) {
    this.listener = listener;
    this.plugins = plugins;
    SessionTable sessions = new SessionTable(events);
    Gateways gateways = new Gateways(time);
    CallsUnderWay calls = new CallsUnderWay(time);
    this.factories = new FactoryCalls(threads::factoryCall, calls, time);
    this.settings = new SettingsCheck(plugins, binder, factories);
    this.retirement = new Retirement(threads.clock(), threads.probers(), calls, events);
    this.objects =
        new PluginObjects(plugins, binder, calls, factories, events, time, retirement, changed);
    Attempts attempts = new Attempts(events, time);
    this.plans = new PlanBuilder(objects, gateways, attempts, listener.loops());
    this.watches =
        new Watches(
            objects,
            factories,
            plugins,
            threads,
            events,
            time,
            gateway ->
                sessions.suspectAllOf(
                    gateway,
                    "its gateway was down, and its host refused what was sent to it",
                    time.nanos()));
    Loops loops = new Loops(listener, () -> snapshot, sessions, sources, time);
    this.parts =
        new CoreParts(
            sessions,
            gateways,
            attempts,
            loops,
            new Watchdog(loops, calls, events, time),
            objects,
            new PluginDeclarations(plugins, binder, factories, events),
            new Observers(calls, events, time, changed),
            new Survival(sessions, gateways::all, this::scene, stores, events, time));
    this.running = asRunning(new Running.Applied(time.now(), "nobody", List.of()));
    threads.eachHalfSecond(parts.watchdog()::look);
  }

  /** What was published last. */
  Running running() {
    return running;
  }

  CoreParts parts() {
    return parts;
  }

  Topology topology() {
    return snapshot.topology();
  }

  /** Whether a topology was applied. */
  boolean hasBegun() {
    return snapshot.revision() > 0;
  }

  /** What is wrong with the plugins' settings in this topology. */
  List<String> check(Topology topology) {
    return settings.of(topology);
  }

  /** Makes what a topology wants of plugins, before anything else of it is done. */
  void preparePlugins(Topology topology) throws Refused {
    List<String> hanging = objects.prepare(WantedPlugins.in(topology));
    if (!hanging.isEmpty()) {
      throw new Refused(hanging);
    }
  }

  /** The topology is at work, or never will be. */
  void forgetPrepared() {
    objects.forgetPrepared();
  }

  /** What a topology does to live sessions, against the one at work. */
  Preview preview(Topology topology) {
    CutSessions cut =
        CutSessions.by(addresses.follow(topology).goneSince(addresses), parts.sessions().all());
    List<Change> changes =
        TopologyChanges.between(
            topology(),
            topology,
            id -> parts.gateways().find(id).map(LiveGateway::sessions).orElse(0),
            cut);
    return new Preview(changes, cut.sessions());
  }

  /** Brings back what was saved before a restart: before anybody can send anything. */
  void bringBack(SavedState state, Topology topology) {
    parts.gateways().follow(topology, false);
    parts
        .survival()
        .bringBack(
            state,
            new Survival.Place(
                sources,
                parts.gateways()::find,
                parts.loops(),
                listener,
                plans.build(topology),
                addresses.follow(topology).list(),
                topology.limits().sessions()));
  }

  /**
   * Opens the addresses of another topology, and closes those that it has not.
   *
   * @return what the listener had to say
   */
  List<String> listen(Topology topology) throws Refused {
    try {
      return listener.listen(addresses.follow(topology).list());
    } catch (ListenFailed e) {
      throw new Refused(e.reasons());
    }
  }

  /** Serves another topology, whose addresses are open. */
  void begin(Topology topology, Running.Applied applied) {
    ListenAddresses before = addresses;
    addresses = before.follow(topology);
    publish(topology, snapshot.revision() + 1, applied);
    Set<Integer> gone = addresses.goneSince(before);
    gone.forEach(parts.loops()::listenAddressGone);
  }

  /** The same topology, with the plugins, weights and failures that there are now. */
  void publishAgain() {
    publish(topology(), snapshot.revision(), running.applied());
  }

  private void publish(Topology topology, long revision, Running.Applied applied) {
    Map<Integer, ServerPlan> byId = addresses.number(plans.build(topology));
    snapshot =
        new Snapshot(revision, topology, byId, parts.observers().follow(plugins.observers()));
    parts.attempts().observedBy(snapshot.observers());
    watches.follow(topology, parts.gateways());
    objects.retainOnly(topology);
    running = asRunning(applied);
    List<PluginSlot<?>> retired = retirement.take();
    if (!retired.isEmpty()) {
      retirement.close(retired, parts.loops()::whenPassed);
    }
  }

  private Running asRunning(Running.Applied applied) {
    return new Running(
        snapshot,
        applied,
        plans.servers(),
        parts.gateways().all().stream().map(this::asRunning).toList(),
        objects.missing(),
        parts);
  }

  /** A gateway as it is now. */
  RunningGateway asRunning(LiveGateway gateway) {
    return RunningGateway.of(gateway, watches.of(gateway));
  }

  private Scene scene() {
    return new Scene(plans.bindings(), addresses.list());
  }

  /** Plugins that failed are tried again; says which. */
  List<Change> forgivePlugins() {
    List<PluginPlaces.Place> places = objects.forgive();
    List<Change> forgiven = new ArrayList<>(parts.observers().forgive());
    if (!places.isEmpty() || !forgiven.isEmpty()) {
      publishAgain();
    }
    places.forEach(place -> forgiven.add(objects.triedAgain(place)));
    return forgiven;
  }

  /** What the passing of time does to bindings, plugins, and what is left of gateways. */
  void secondHasGone(long nowNanos) {
    boolean objects = parts.objects().tryAgain();
    boolean observers = parts.observers().tryAgain();
    parts.declarations().look();
    if (objects || observers) {
      publishAgain();
    }
    plans.expireBindings(topology(), nowNanos);
    parts.gateways().forgetEmpty();
    parts.attempts().secondHasGone(nowNanos);
  }

  /** Probes a gateway now, and waits for what comes of it. */
  List<GatewayView.Probe> probeNow(LiveGateway gateway) throws Refused, InterruptedException {
    return watches.probeNow(gateway);
  }

  /** What a virtual server would do, to be asked apart from what it does. */
  Optional<TracePlan> tracePlan(String virtualServer) {
    return Optional.ofNullable(plans.build(topology()).get(virtualServer))
        .map(plan -> new TracePlan(plans.forTrace(plan, topology()), retirement));
  }

  /** Nobody waits for a plugin's factory any more. From any thread. */
  void waitNoMore() {
    factories.close();
  }

  /** Nothing is received or probed any more. */
  void end() {
    watches.close();
    listener.close();
  }

  /** The loops and the threads have ended: nobody calls a plugin any more. */
  void closePlugins() {
    objects.close();
    parts.observers().close();
  }
}
