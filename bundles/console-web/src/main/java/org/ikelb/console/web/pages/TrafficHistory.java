package org.ikelb.console.web.pages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ikelb.api.Views;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.VirtualServerView;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates of the last ten minutes, so that a dashboard has something to show when it is opened, and
 * all that are open show the same.
 *
 * <p>Thread-safe; a thread of its own looks every few seconds.
 */
@Component(service = TrafficHistory.class, immediate = true)
public final class TrafficHistory {
  private static final Logger LOG = LoggerFactory.getLogger(TrafficHistory.class);
  private static final int EVERY_SECONDS = 5;
  private static final int POINTS = 120;
  private static final int SAMPLES_OF_A_MINUTE = 60 / EVERY_SECONDS;

  private final LongSupplier nanos;
  private final Deque<Point> points = new ArrayDeque<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(TrafficHistory::thread);
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Lately lately = Lately.NOTHING;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Views views;

  /** Counters of one moment. */
  private record Sample(
      long nanos, Map<String, Counters> servers, Map<String, Long> opened, long sessions) {
    static Sample of(Views views, long nanos) {
      Map<String, Counters> servers =
          views.virtualServers().stream()
              .collect(Collectors.toMap(VirtualServerView::name, Counters::of));
      Map<String, Long> opened =
          views.sessionCounts().stream()
              .collect(Collectors.toMap(of -> of.gateway().toString(), SessionCounts::opened));
      long sessions = views.gateways().stream().mapToLong(GatewayView::establishedSessions).sum();
      return new Sample(nanos, servers, opened, sessions);
    }

    double secondsSince(Sample before) {
      return (nanos - before.nanos) / 1e9;
    }
  }

  private record Counters(long fromClients, long fromGateways) {
    static Counters of(VirtualServerView server) {
      return new Counters(server.fromClients().received(), server.fromGateways().received());
    }
  }

  private record Point(long fromClients, long fromGateways, long sessions) {}

  @Activate
  public TrafficHistory() {
    this(System::nanoTime);
    var unused = ticks.scheduleAtFixedRate(this::tick, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  TrafficHistory(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Deactivate
  void deactivate() {
    ticks.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-web-history");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets no exception out, for that would end the ticking. */
  private void tick() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warn("event=web-history-failed", e);
    }
  }

  /** Takes a sample. */
  void look() {
    Views now = views;
    if (now != null) {
      add(Sample.of(now, nanos.getAsLong()));
    }
  }

  private synchronized void add(Sample sample) {
    if (!samples.isEmpty()) {
      Map<String, Lately.Rate> servers = servers(samples.getLast(), sample);
      points.addLast(point(servers.values(), sample.sessions()));
      if (points.size() > POINTS) {
        points.removeFirst();
      }
      lately = lately(servers, newSessions(samples.getFirst(), sample));
    }
    samples.addLast(sample);
    if (samples.size() > SAMPLES_OF_A_MINUTE) {
      samples.removeFirst();
    }
  }

  private static Map<String, Lately.Rate> servers(Sample before, Sample now) {
    double seconds = now.secondsSince(before);
    Map<String, Lately.Rate> rates = new TreeMap<>();
    now.servers()
        .forEach(
            (name, counters) -> {
              Counters old = before.servers().getOrDefault(name, counters);
              rates.put(
                  name,
                  new Lately.Rate(
                      rate(counters.fromClients() - old.fromClients(), seconds),
                      rate(counters.fromGateways() - old.fromGateways(), seconds)));
            });
    return rates;
  }

  private static Map<String, Long> newSessions(Sample before, Sample now) {
    double seconds = now.secondsSince(before);
    Map<String, Long> rates = new TreeMap<>();
    now.opened()
        .forEach(
            (gateway, opened) -> {
              long old = before.opened().getOrDefault(gateway, opened);
              rates.put(gateway, rate((opened - old) * 60, seconds));
            });
    return rates;
  }

  /** Never negative: counters begin anew with another core. */
  private static long rate(long growth, double seconds) {
    return Math.round(Math.max(0, growth) / seconds);
  }

  private static Point point(Collection<Lately.Rate> rates, long sessions) {
    return new Point(
        rates.stream().mapToLong(Lately.Rate::fromClients).sum(),
        rates.stream().mapToLong(Lately.Rate::fromGateways).sum(),
        sessions);
  }

  private Lately lately(Map<String, Lately.Rate> servers, Map<String, Long> newSessions) {
    List<Point> all = new ArrayList<>(points);
    return new Lately(
        EVERY_SECONDS,
        all.stream().map(Point::fromClients).toList(),
        all.stream().map(Point::fromGateways).toList(),
        all.stream().map(Point::sessions).toList(),
        servers,
        newSessions);
  }

  /** As of the last sample. */
  synchronized Lately lately() {
    return lately;
  }
}
