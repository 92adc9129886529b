package org.ikelb.core.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.time.Time;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult.Caveat;
import org.ikelb.spi.ProbeTarget;

/**
 * All monitors that watch one gateway, and the health that they make together.
 *
 * <p>Thread-safe.
 */
public final class GatewayWatch implements AutoCloseable {
  private final LiveGateway gateway;
  private final UpWhen upWhen;
  private final Events events;
  private final Time time;
  private final Runnable sasGone;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  /** The codes of the caveats that events have told of, by monitor. */
  private final Map<String, String> said = new HashMap<>();

  /**
   * Makes one that watches nothing yet.
   *
   * @param sasGone called when the gateway is down and its host has said that nobody is there: so
   *     its SAs are gone. On a control thread
   */
  public GatewayWatch(
      LiveGateway gateway, UpWhen upWhen, Events events, Time time, Runnable sasGone) {
    this.sasGone = sasGone;
    this.gateway = gateway;
    this.upWhen = upWhen;
    this.events = events;
    this.time = time;
  }

  /**
   * Starts one more monitor.
   *
   * @param before what watched the gateway until now: where it has the same monitor, only the
   *     plugin's object is another one, and what is known is taken over
   */
  public synchronized void add(
      Monitor monitor,
      PluginSlot<HealthMonitor> plugin,
      boolean speaksIke,
      ProbeTarget target,
      ScheduledExecutorService clock,
      ExecutorService probers,
      Optional<GatewayWatch> before) {
    Optional<Watch> same = before.flatMap(watch -> watch.find(monitor, target));
    same.flatMap(Watch::caveat).ifPresent(caveat -> said.put(monitor.name(), caveat.code()));
    watches.add(
        new Watch(monitor, plugin, speaksIke, target, time, clock, probers, same, this::judge));
  }

  private Optional<Watch> find(Monitor monitor, ProbeTarget target) {
    return watches.stream().filter(watch -> watch.watchesAs(monitor, target)).findFirst();
  }

  /** What each monitor last found. */
  public List<GatewayView.Probe> probes() {
    return watches.stream().map(Watch::last).toList();
  }

  /** What is wrong though the gateway may be up, by monitor. */
  public Map<String, Caveat> caveats() {
    Map<String, Caveat> caveats = new LinkedHashMap<>();
    watches.forEach(
        watch -> watch.caveat().ifPresent(caveat -> caveats.put(watch.monitorName(), caveat)));
    return caveats;
  }

  private void sayCaveats() {
    for (Watch watch : watches) {
      String monitor = watch.monitorName();
      Optional<String> before = Optional.ofNullable(said.get(monitor));
      Optional<String> now = watch.caveat().map(Caveat::code);
      if (!now.equals(before)) {
        said.remove(monitor);
        now.ifPresent(code -> said.put(monitor, code));
        before.ifPresent(code -> sayCaveat(monitor, code, false));
        now.ifPresent(code -> sayCaveat(monitor, code, true));
      }
    }
  }

  private void sayCaveat(String monitor, String code, boolean holds) {
    events.say(new GatewayEvent.CaveatChanged(gateway.id(), monitor, code, holds));
  }

  /** Makes one state of what all monitors know. */
  public synchronized void judge() {
    sayCaveats();
    List<CombinedHealth.Opinion> opinions = new ArrayList<>();
    watches.forEach(watch -> opinions.add(watch.opinion()));
    boolean full = CombinedHealth.full(opinions);
    Health probed = CombinedHealth.of(upWhen, opinions);
    Health health = probed == Health.DOWN && sendsTraffic() ? Health.UP : probed;
    GatewayState before = gateway.state();
    if (before.health() == health && before.full() == full) {
      return;
    }
    gateway.update(state -> state.with(health, full, time.now(), time.nanos()));
    if (before.health() != health) {
      events.say(
          new GatewayEvent.HealthChanged(
              gateway.id(), before.health(), health, gateway.sessions(), details()));
      sayIfSasAreGone();
    }
    if (before.full() != full) {
      events.say(new GatewayEvent.FullChanged(gateway.id(), full));
    }
  }

  /**
   * Who sends tunnel traffic lives, whatever becomes of its probes. The intervals that count are
   * those of monitors that speak IKE: a slow ping beside them must not keep a dead gateway up.
   */
  private boolean sendsTraffic() {
    boolean anySpeaksIke = watches.stream().anyMatch(watch -> watch.opinion().speaksIke());
    long shortest =
        watches.stream()
            .filter(watch -> watch.opinion().speaksIke() == anySpeaksIke)
            .mapToLong(Watch::intervalNanos)
            .min()
            .orElse(0);
    return gateway.wasSeenWithin(2 * shortest, time.nanos());
  }

  /** Probes with every monitor now, and waits for what comes of it. */
  public List<GatewayView.Probe> probeNow() throws InterruptedException {
    for (Watch watch : watches) {
      watch.probeAndWait();
    }
    return probes();
  }

  /** The gateway's host refused a datagram: probes soon, without waiting. */
  public void refused() {
    watches.forEach(Watch::probeSoon);
    sayIfSasAreGone();
  }

  private void sayIfSasAreGone() {
    if (gateway.hasLostItsSas()) {
      sasGone.run();
    }
  }

  private String details() {
    List<String> details = new ArrayList<>();
    probes().forEach(probe -> details.add(probe.monitor() + ": " + probe.detail()));
    return String.join("; ", details);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
