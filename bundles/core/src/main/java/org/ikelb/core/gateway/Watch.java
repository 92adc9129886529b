package org.ikelb.core.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
 * <p>Thread-safe.
 */
final class Watch implements AutoCloseable {
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

  /**
   * Starts watching.
   *
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
      Runnable changed) {
    this.monitor = monitor;
    this.plugin = plugin;
    this.speaksIke = speaksIke;
    this.target = target;
    this.time = time;
    this.probers = probers;
    this.changed = changed;
    this.tracker = new HealthTracker(monitor.fall(), monitor.rise());
    this.last =
        new GatewayView.Probe(
            monitor.name(), tracker.health(), "not probed yet", Duration.ZERO, Optional.empty());
    long interval = monitor.interval().toNanos();
    long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, interval / 10));
    this.schedule =
        clock.scheduleAtFixedRate(this::probeSoon, jitter, interval, TimeUnit.NANOSECONDS);
  }

  long intervalNanos() {
    return monitor.interval().toNanos();
  }

  /** Probes now, unless a probe is running. */
  synchronized void probeSoon() {
    if (running == null || running.isDone()) {
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
        probing.get();
      }
    } catch (ExecutionException | CancellationException e) {
      // The watch was closed meanwhile, or the probe's outcome says what happened.
      return;
    }
  }

  private void probe() {
    long begun = time.nanos();
    ProbeResult result;
    try {
      result =
          plugin
              .askBlocking(probing -> probing.probe(target, monitor.timeout()))
              .orElseGet(() -> unknown(whyNot(), begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    accept(result, time.now());
    changed.run();
  }

  private String whyNot() {
    return plugin.instance().isPresent()
        ? "the monitor \"" + plugin.type() + "\" failed; see the log"
        : "the monitor \"" + plugin.type() + "\" is not there";
  }

  private ProbeResult unknown(String detail, long begunNanos) {
    return new ProbeResult(
        ProbeResult.Verdict.UNKNOWN, detail, Duration.ofNanos(time.nanos() - begunNanos));
  }

  private synchronized void accept(ProbeResult result, Instant now) {
    tracker.accept(result.verdict());
    last =
        new GatewayView.Probe(
            monitor.name(),
            tracker.health(),
            healthOf(result.verdict()),
            result.detail(),
            result.latency(),
            Optional.of(now),
            result.exchange());
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

  synchronized GatewayView.Probe last() {
    return last;
  }

  @Override
  public synchronized void close() {
    schedule.cancel(false);
    if (running != null) {
      running.cancel(true);
    }
  }
}
