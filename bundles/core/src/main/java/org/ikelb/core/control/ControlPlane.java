package org.ikelb.core.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.Control;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.TopologyEvent;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.Observers;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.ServerCounters;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns topologies, plugins that come and go, and what the administrator wants into snapshots that
 * the loops work by.
 *
 * <p>Thread-safe: changes happen one after the other.
 */
@Component(service = {Control.class, ControlPlane.class})
public final class ControlPlane implements Control {
  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
  private static final long HOUSEKEEPING_SECONDS = 1;

  private final Listener listener;
  private final InstalledPlugins plugins;
  private final Events events;
  private final Time time = Time.system();
  private final ControlThreads threads = new ControlThreads();
  private final SessionTable sessions;
  private final Gateways gateways = new Gateways(time);
  private final Observers observers;
  private final FailingExporters exporters;
  private final Retirement retirement;
  private final PluginObjects objects;
  private final PlanBuilder plans;
  private final Watches watches;
  private final Administration administration;
  private final SourceAddresses sources = new SourceAddresses();
  private final SavedStates wantedStates = new SavedStates();
  private final StateKeeper stateKeeper;
  private final int saveEvery;
  private final Loops loops;
  private final Runnable forgetPlugins;
  private final Future<?> houseKeeping;
  private volatile Snapshot snapshot = Snapshot.empty();
  private volatile Applied applied;
  private volatile LostSessions lost = LostSessions.NONE;
  private ListenAddresses listenAddresses = ListenAddresses.NONE;
  private int housesKept;

  /** Starts with nothing to serve. */
  @Activate
  public ControlPlane(
      @Reference Listener listener,
      @Reference InstalledPlugins plugins,
      @Reference LatestBinder binder,
      @Reference Events events,
      @Reference StateStores stores,
      @Reference FailingExporters exporters,
      BundleContext context) {
    this(listener, plugins, binder, events, stores, exporters, SaveInterval.of(context));
  }

  /**
   * The same without a framework.
   *
   * @param saveEvery seconds
   */
  ControlPlane(
      Listener listener,
      InstalledPlugins plugins,
      SettingsBinder binder,
      Events events,
      StateStores stores,
      FailingExporters exporters,
      int saveEvery) {
    this.saveEvery = saveEvery;
    this.listener = listener;
    this.plugins = plugins;
    this.events = events;
    this.sessions = new SessionTable(events);
    this.exporters = exporters;
    this.observers = new Observers(events, time, this::rebuildSoon);
    this.retirement = new Retirement(threads.clock(), threads.probers(), events);
    this.objects = new PluginObjects(plugins, binder, events, time, retirement, this::rebuildSoon);
    this.plans = new PlanBuilder(objects, gateways, listener.loops());
    this.watches =
        new Watches(
            objects, plugins, threads.clock(), threads.probers(), events, time, this::sasAreGone);
    this.applied = new Applied(time.now(), "nobody", List.of(), List.of());
    this.stateKeeper =
        new StateKeeper(
            stores,
            new StatePicture(sessions, plans, this::scene, time),
            wantedStates::entries,
            events,
            time);
    this.administration =
        new Administration(gateways, sessions, wantedStates, stateKeeper::saveNow, events, time);
    this.loops = new Loops(listener, () -> snapshot, sessions, sources, time);
    this.forgetPlugins = plugins.onChange(this::rebuildSoon);
    this.houseKeeping =
        threads
            .clock()
            .scheduleWithFixedDelay(
                this::houseKeeping, HOUSEKEEPING_SECONDS, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * When and by whom the running topology was applied.
   *
   * @param warnings what the listener had to say about the addresses
   */
  record Applied(Instant at, String author, List<String> warnings, List<ListenAddress> addresses) {}

  @Deactivate
  synchronized void close() {
    forgetPlugins.run();
    houseKeeping.cancel(false);
    watches.close();
    try {
      listener.close(); // so that nothing changes while all is saved for the last time
    } finally {
      if (snapshot.revision() > 0) {
        stateKeeper.close();
      }
      threads.end(); // not before the loops have ended, which have suspicions probed
      objects.close();
      observers.close();
    }
  }

  @Override
  public Topology topology() {
    return snapshot.topology();
  }

  @Override
  public List<Change> preview(Topology topology) {
    return TopologyChanges.between(
        topology(),
        topology,
        id -> gateways.find(id).map(LiveGateway::sessions).orElse(0),
        sessions::upstreamsOf);
  }

  @Override
  public synchronized List<Change> apply(Topology topology, String author) throws Refused {
    List<String> problems = objects.check(topology);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    if (topology.equals(topology())) {
      return forgivePlugins();
    }
    List<Change> changes = preview(topology);
    ListenAddresses next = listenAddresses.follow(topology);
    boolean first = snapshot.revision() == 0;
    if (first) {
      restore(topology, next);
    }
    List<String> warnings;
    try {
      warnings = listener.listen(next.list());
    } catch (ListenFailed e) {
      throw new Refused(e.reasons());
    }
    gateways.follow(topology, !first);
    administration.restore();
    Set<Integer> gone = next.goneSince(listenAddresses);
    listenAddresses = next;
    publish(topology, snapshot.revision() + 1);
    gone.forEach(loops::listenAddressGone);
    applied = new Applied(time.now(), author, warnings, next.list());
    warnings.forEach(warning -> events.say(new TopologyEvent.ListenWarning(warning)));
    events.say(
        new TopologyEvent.Applied(snapshot.revision(), author, changes.size(), warnings.size()));
    return changes;
  }

  /** Before anybody can send anything: what there was before a restart. */
  private void restore(Topology topology, ListenAddresses addresses) {
    StateKeeper.Loaded loaded = stateKeeper.load();
    wantedStates.restore(loaded.gateways());
    if (!loaded.state().isEmpty()) {
      gateways.follow(topology, false);
      lost =
          new StateRestorer(
                  sessions,
                  sources,
                  gateways::find,
                  loops,
                  listener,
                  events,
                  time,
                  plans.build(topology),
                  addresses.list())
              .restore(loaded.state(), topology.limits().sessions());
    }
  }

  /** The same topology once more: whoever applies it wants plugins that failed tried again. */
  private List<Change> forgivePlugins() {
    List<Change> forgiven = new ArrayList<>(objects.forgive());
    forgiven.addAll(exporters.forgive());
    observers
        .forgive()
        .forEach(name -> forgiven.add(PluginObjects.forgiven(Observers.place(name), name)));
    if (!forgiven.isEmpty()) {
      publish(topology(), snapshot.revision());
    }
    return forgiven;
  }

  /** From any thread, an event loop included. */
  private void rebuildSoon() {
    try {
      threads.clock().execute(this::rebuild);
    } catch (RejectedExecutionException e) {
      LOG.debug("event=rebuild-too-late", e);
    }
  }

  /** Plugins came or went: the same topology, with what is there now. */
  private synchronized void rebuild() {
    if (!threads.clock().isShutdown()) {
      publish(topology(), snapshot.revision());
    }
  }

  private void publish(Topology topology, long revision) {
    Map<Integer, ServerPlan> byId = listenAddresses.number(plans.build(topology));
    snapshot = new Snapshot(revision, topology, byId, observers.follow(plugins.observers()));
    watches.follow(topology, gateways);
    objects.retainOnly(topology);
    List<PluginSlot<?>> retired = retirement.take();
    if (!retired.isEmpty()) {
      loops.whenPassed(() -> retirement.close(retired));
    }
  }

  private StatePicture.Scene scene() {
    return new StatePicture.Scene(topology(), applied.addresses());
  }

  private void houseKeeping() {
    try {
      synchronized (this) {
        plans.expireBindings(topology(), time.nanos());
        administration.tick(topology());
        gateways.forgetEmpty();
      }
      // Nothing is written before there is something to serve: it would replace what there was.
      if (snapshot.revision() > 0 && ++housesKept % saveEvery == 0) {
        stateKeeper.saveSoon();
      }
    } catch (RuntimeException e) {
      LOG.error("event=housekeeping-failed", e);
    }
  }

  @Override
  public synchronized GatewayView setState(GatewayId id, AdministrativeState wanted, String author)
      throws Refused {
    LiveGateway gateway = administration.find(id);
    administration.set(gateway, wanted, author);
    return view(gateway);
  }

  @Override
  public synchronized GatewayView drain(GatewayId id, DrainOrder order, String author)
      throws Refused {
    LiveGateway gateway = administration.find(id);
    administration.drain(gateway, order, author);
    return view(gateway);
  }

  @Override
  public synchronized GatewayView setWeight(GatewayId id, int weight, String author)
      throws Refused {
    LiveGateway gateway = administration.find(id);
    administration.setWeight(gateway, weight, author);
    publish(topology(), snapshot.revision());
    return view(gateway);
  }

  private GatewayView view(LiveGateway gateway) {
    return GatewayViews.of(gateway, watches.probes(gateway));
  }

  @Override
  public int close(SessionFilter filter, String author) {
    return administration.close(filter, author);
  }

  Loops loops() {
    return loops;
  }

  List<ServerCounters> counters(String virtualServer) {
    return plans.counters(virtualServer);
  }

  /** A virtual server's plan for a trace, with plugin objects of its own. */
  synchronized Optional<ServerPlan> tracePlan(String virtualServer) {
    return Optional.ofNullable(plans.build(topology()).get(virtualServer))
        .map(plan -> plans.forTrace(plan, topology()));
  }

  /** The trace has been made. */
  void closeTracePlan(ServerPlan plan) {
    retirement.closeNow(plan.group().strategy());
    retirement.closeNow(plan.pool().selector());
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Applied applied() {
    return applied;
  }

  /** Those who were on it are suspects, until it shows that it still knows them. */
  private void sasAreGone(LiveGateway gateway) {
    sessions.suspectAllOf(
        gateway, "its gateway was down, and its host refused what was sent to it", time.nanos());
  }

  SessionTable sessions() {
    return sessions;
  }

  Gateways gateways() {
    return gateways;
  }

  List<GatewayView.Probe> probeNow(GatewayId id) throws Refused, InterruptedException {
    return watches.probeNow(administration.find(id));
  }

  List<GatewayView.Probe> probes(LiveGateway gateway) {
    return watches.probes(gateway);
  }

  Observers observers() {
    return observers;
  }

  FailingExporters exporters() {
    return exporters;
  }

  PluginObjects objects() {
    return objects;
  }

  StateKeeper stateKeeper() {
    return stateKeeper;
  }

  /** What did not survive the last start. */
  LostSessions lost() {
    return lost;
  }

  InstalledPlugins plugins() {
    return plugins;
  }

  Listener listener() {
    return listener;
  }

  Time time() {
    return time;
  }
}
