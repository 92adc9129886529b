package org.ikelb.core.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.time.Time;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeTarget;
import org.jspecify.annotations.Nullable;

/**
 * One monitor watching one gateway: probes it every interval, with a little jitter so that many
 * watches do not march in step, and keeps what came of it.
 *
 * <p>What was known last stands while the monitor's plugin is absent, and is where its successor
 * begins: to replace a plugin must not make a gateway usable that is down.
 *
 * <p>Thread-safe.
 */
final class Watch implements AutoCloseable {
  /** So much longer than its timeout a probe may take until nobody waits for it. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final Monitor monitor;
  private final PluginSlot<HealthMonitor> plugin;
  private final boolean speaksIke;
  private final ProbeTarget target;
  private final Time time;
  private final ExecutorService probers;
  private final Runnable changed;
  private final HealthTracker tracker;
  private final ScheduledFuture<?> schedule;
  private @Nullable Future<?> running;
  private GatewayView.Probe last;
  private boolean closed;

  /**
   * Starts watching.
   *
   * @param before the watch that this one takes over from, with all that it knows; empty: nothing
   *     is known
   * @param changed called after each probe, on a control thread
   */
  Watch(
      Monitor monitor,
      PluginSlot<HealthMonitor> plugin,
      boolean speaksIke,
      ProbeTarget target,
      Time time,
      ScheduledExecutorService clock,
      ExecutorService probers,
      Optional<Watch> before,
      Runnable changed) {
    this.monitor = monitor;
    this.plugin = plugin;
    this.speaksIke = speaksIke;
    this.target = target;
    this.time = time;
    this.probers = probers;
    this.changed = changed;
    this.tracker =
        before.map(Watch::known).orElseGet(() -> new HealthTracker(monitor.fall(), monitor.rise()));
    this.last = before.map(Watch::last).orElseGet(() -> notProbed(monitor));
    long interval = monitor.interval().toNanos();
    long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, interval / 10));
    this.schedule =
        clock.scheduleAtFixedRate(this::probeSoon, jitter, interval, TimeUnit.NANOSECONDS);
  }

  private static GatewayView.Probe notProbed(Monitor monitor) {
    return new GatewayView.Probe(
        monitor.name(), Health.UNKNOWN, "not probed yet", Duration.ZERO, Optional.empty());
  }

  private synchronized HealthTracker known() {
    return tracker.copy();
  }

  /** Whether it does what the other one did, but perhaps with another object of the plugin. */
  boolean watchesAs(Monitor other, ProbeTarget otherTarget) {
    return monitor.equals(other) && target.equals(otherTarget);
  }

  long intervalNanos() {
    return monitor.interval().toNanos();
  }

  /** Probes now, unless a probe is running. */
  synchronized void probeSoon() {
    if (!closed && (running == null || running.isDone())) {
      running = probers.submit(this::probe);
    }
  }

  /** Waits for the probe that is running, or makes one. */
  void probeAndWait() throws InterruptedException {
    probeSoon();
    Future<?> probing;
    synchronized (this) {
      probing = running;
    }
    try {
      if (probing != null) {
        probing.get(monitor.timeout().plus(LATE).toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      late();
    } catch (ExecutionException | CancellationException e) {
      // The watch was closed meanwhile, or the probe's outcome says what happened.
      return;
    }
  }

  private void probe() {
    if (plugin.instance().isEmpty()) {
      absent();
      changed.run(); // traffic may speak for the gateway meanwhile
      return;
    }
    long begun = time.nanos();
    ProbeResult result;
    try {
      result =
          plugin
              .askBlocking(
                  "gateway " + target.gateway(),
                  monitor.timeout(),
                  probing -> probing.probe(target, monitor.timeout()))
              .orElseGet(() -> failed(begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (accept(result, time.now())) {
      changed.run();
    }
  }

  /** A plugin may block for longer than it was told. */
  private synchronized void late() {
    last =
        new GatewayView.Probe(
            monitor.name(),
            tracker.health(),
            Health.UNKNOWN,
            "the monitor \"" + plugin.type() + "\" has not come back, see: ikelb warnings",
            monitor.timeout(),
            last.at(),
            List.of());
  }

  private ProbeResult failed(long begunNanos) {
    return new ProbeResult(
        ProbeResult.Verdict.UNKNOWN,
        "the monitor \"" + plugin.type() + "\" failed; see the log",
        Duration.ofNanos(time.nanos() - begunNanos));
  }

  /** Nobody probes: what was known last stands. */
  private synchronized void absent() {
    last =
        new GatewayView.Probe(
            monitor.name(),
            tracker.health(),
            Health.UNKNOWN,
            "the monitor \""
                + plugin.type()
                + "\" is not there"
                + (last.at().isPresent() ? "; what it found last stands" : ""),
            Duration.ZERO,
            last.at(),
            List.of());
  }

  /** Whether it counts: what comes when another watch has taken over does not. */
  private synchronized boolean accept(ProbeResult result, Instant now) {
    if (closed) {
      return false;
    }
    tracker.accept(result.verdict(), result.caveat());
    last =
        new GatewayView.Probe(
            monitor.name(),
            tracker.health(),
            healthOf(result.verdict()),
            result.detail(),
            result.latency(),
            Optional.of(now),
            result.exchange());
    return true;
  }

  private static Health healthOf(ProbeResult.Verdict verdict) {
    return switch (verdict) {
      case UP, FULL -> Health.UP;
      case DOWN -> Health.DOWN;
      case UNKNOWN -> Health.UNKNOWN;
    };
  }

  synchronized CombinedHealth.Opinion opinion() {
    return new CombinedHealth.Opinion(speaksIke, tracker.health(), tracker.isFull());
  }

  String monitorName() {
    return monitor.name();
  }

  synchronized Optional<ProbeResult.Caveat> caveat() {
    return tracker.caveat();
  }

  synchronized GatewayView.Probe last() {
    return last;
  }

  @Override
  public synchronized void close() {
    closed = true;
    schedule.cancel(false);
    if (running != null) {
      running.cancel(true);
    }
  }
}
