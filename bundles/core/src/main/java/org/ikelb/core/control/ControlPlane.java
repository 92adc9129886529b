package org.ikelb.core.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ikelb.api.Control;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Probes;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.TopologyEvent;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.persist.Survival;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.plugin.LatestBinder;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.time.Time;
import org.ikelb.core.view.CoreParts;
import org.ikelb.core.view.GatewayViews;
import org.ikelb.core.view.Running;
import org.ikelb.core.view.WhatRuns;
import org.ikelb.spi.ProbeTarget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Does what is wanted of ikelb: by whoever applies a topology, by administrators, by plugins that
 * come and go, and by the clock.
 *
 * <p>Thread-safe: changes happen one after the other.
 */
@Component(service = {Control.class, Probes.class, WhatRuns.class, ControlPlane.class})
public final class ControlPlane implements Control, Probes, WhatRuns {
  private final Events events;
  private final FailingExporters exporters;
  private final Time time = Time.system();
  private final ControlThreads threads = new ControlThreads();
  private final Serving serving;
  private final Survival survival;
  private final Administration administration;
  private final Runnable forgetPlugins;

  /** Starts with nothing to serve. */
  @Activate
  public ControlPlane(
      @Reference Listener listener,
      @Reference InstalledPlugins plugins,
      @Reference(service = LatestBinder.class) SettingsBinder binder,
      @Reference StateStores stores,
      @Reference FailingExporters exporters,
      @Reference Events events) {
    this.events = events;
    this.exporters = exporters;
    this.serving =
        new Serving(listener, plugins, binder, stores, threads, events, time, this::changedSoon);
    CoreParts parts = serving.parts();
    this.survival = parts.survival();
    this.administration =
        new Administration(parts.gateways(), parts.sessions(), survival, events, time);
    this.forgetPlugins = plugins.onChange(this::changedSoon);
    threads.eachSecond(this::secondHasGone);
  }

  @Deactivate
  void close() {
    forgetPlugins.run();
    serving.waitNoMore(); // else whoever waits for a plugin delays the end
    end();
  }

  private synchronized void end() {
    try {
      serving.end(); // so that nothing changes while all is saved for the last time
    } finally {
      if (serving.hasBegun()) {
        survival.close();
      }
      threads.end(); // not before the loops have ended, which have suspicions probed
      threads.lastly(serving::closePlugins);
    }
  }

  @Override
  public Running running() {
    return serving.running();
  }

  @Override
  public Topology topology() {
    return serving.topology();
  }

  @Override
  public Preview preview(Topology topology) {
    return serving.preview(topology);
  }

  @Override
  public synchronized List<Change> apply(Topology topology, String author) throws Refused {
    List<String> problems = serving.check(topology);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    if (topology.equals(topology())) {
      // Whoever applies the same once more wants plugins that failed tried again.
      List<Change> forgiven = new ArrayList<>(serving.forgivePlugins());
      forgiven.addAll(exporters.forgive());
      return forgiven;
    }
    List<Change> changes = preview(topology).changes();
    boolean first = !serving.hasBegun();
    if (first) {
      SavedState saved = survival.load();
      if (!saved.isEmpty()) {
        serving.bringBack(saved, topology);
      }
    }
    List<String> warnings;
    try {
      if (!first) { // at the start something stands in for a plugin that hangs
        serving.preparePlugins(topology);
      }
      warnings = serving.listen(topology);
      serving.parts().gateways().follow(topology, !first);
      administration.restore();
      serving.begin(topology, new Running.Applied(time.now(), author, warnings));
    } finally {
      serving.forgetPrepared();
    }
    warnings.forEach(warning -> events.say(new TopologyEvent.ListenWarning(warning)));
    long revision = running().snapshot().revision();
    events.say(new TopologyEvent.Applied(revision, author, changes.size(), warnings.size()));
    return changes;
  }

  /** Plugins came, went or were set aside. From any thread, an event loop included. */
  private void changedSoon() {
    threads.soon(this::changed);
  }

  private synchronized void changed() {
    if (!threads.haveEnded()) {
      serving.publishAgain();
    }
  }

  private void secondHasGone() {
    synchronized (this) {
      if (threads.haveEnded()) {
        return;
      }
      administration.secondHasGone(topology());
      exporters.tryAgain();
      serving.secondHasGone(time.nanos());
    }
    // Nothing is written before there is something to serve: it would replace what there was.
    if (serving.hasBegun()) {
      survival.secondHasGone();
    }
  }

  @Override
  public synchronized GatewayChange setState(
      GatewayId id, AdministrativeState wanted, String author) throws Refused {
    return changed(administration.set(id, wanted, author));
  }

  @Override
  public synchronized GatewayChange drain(GatewayId id, DrainOrder order, String author)
      throws Refused {
    return changed(administration.drain(id, order, author));
  }

  @Override
  public synchronized GatewayView setWeight(GatewayId id, int weight, String author)
      throws Refused {
    LiveGateway gateway = administration.setWeight(id, weight, author);
    serving.publishAgain();
    return view(gateway);
  }

  private GatewayChange changed(LiveGateway gateway) {
    return new GatewayChange(view(gateway), survival.saveNow());
  }

  private GatewayView view(LiveGateway gateway) {
    return GatewayViews.of(serving.asRunning(gateway), time.nanos());
  }

  @Override
  public int close(SessionFilter filter, String author) {
    return administration.close(filter, author);
  }

  @Override
  public List<GatewayView.Probe> probeNow(GatewayId id) throws Refused, InterruptedException {
    return serving.probeNow(administration.find(id));
  }

  @Override
  public synchronized List<ProbeTarget> targets(GatewayId id) throws Refused {
    LiveGateway gateway = administration.find(id);
    Topology topology = serving.topology();
    return Optional.ofNullable(topology.pools().get(id.pool()))
        .map(pool -> ProbeTargets.of(topology, pool, gateway))
        .orElse(List.of());
  }

  /** Asks plugins something on a thread that may hang. */
  <T> T within(Duration patience, Supplier<T> question) throws TimeoutException {
    return threads.within(patience, question);
  }

  synchronized Optional<TracePlan> tracePlan(String virtualServer) {
    return serving.tracePlan(virtualServer);
  }
}
