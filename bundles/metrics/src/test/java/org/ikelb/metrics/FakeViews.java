package org.ikelb.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.Views;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;

/** Two virtual servers and three gateways, one of them there twice because it was moved. */
final class FakeViews implements Views {
  static final Traffic FROM_CLIENTS =
      new Traffic(100, 90, 3, Map.of("stranger-ike", 7L), 2, 0, 1, 5, 12_345_678_901L, 4_000);

  final List<Warning> warnings = new ArrayList<>();

  @Override
  public StatusView status() {
    return new StatusView(
        "0.1.0",
        Duration.ofMillis(1_500),
        4,
        Instant.ofEpochSecond(1_700_000_000),
        "console",
        "epoll",
        2,
        2,
        3,
        1,
        3,
        14,
        100_000,
        FROM_CLIENTS.plus(FROM_CLIENTS),
        Traffic.NONE,
        warnings.size());
  }

  @Override
  public List<Warning> warnings() {
    return warnings;
  }

  @Override
  public List<VirtualServerView> virtualServers() {
    return List.of(server("ike"), server("nat-t"));
  }

  private static VirtualServerView server(String name) {
    return new VirtualServerView(
        name, List.of("192.0.2.1:500"), name, "vpn", "g", 5, FROM_CLIENTS, Traffic.NONE);
  }

  @Override
  public List<PoolView> pools() {
    return List.of(
        new PoolView("vpn", "maglev", List.of("ike"), List.of(), 2, 1, 3, 14, ""),
        new PoolView("odd\"\\\npool", "gone", List.of(), List.of(), 0, 0, 0, 0, "no plugin"));
  }

  @Override
  public List<GatewayView> gateways() {
    return List.of(
        gateway("vpn1", AdministrativeState.READY, Health.UP, 1, 10, ""),
        gateway("vpn2", AdministrativeState.DRAIN, Health.DOWN, 2, 3, "drain"),
        gateway("vpn3", AdministrativeState.READY, Health.UP, 0, 0, "ejected"),
        gateway("vpn1@192.0.2.1", AdministrativeState.READY, Health.DOWN, 0, 1, "removed"));
  }

  private static GatewayView gateway(
      String name,
      AdministrativeState state,
      Health health,
      int halfOpen,
      int established,
      String whyNot) {
    return new GatewayView(
        new GatewayId("vpn", name),
        List.of("192.0.2.2"),
        state,
        health,
        Instant.EPOCH,
        whyNot.isEmpty(),
        whyNot,
        Optional.empty(),
        1,
        OptionalInt.of(500),
        halfOpen,
        0,
        established,
        0,
        new GatewayView.Logins(40, 38),
        whyNot.equals("ejected")
            ? Optional.of(new GatewayView.Ejection(Instant.EPOCH, "vpn3 refused 4 clients"))
            : Optional.empty(),
        List.of(
            new GatewayView.Probe(
                "ike", health, "", Duration.ofMillis(2), Optional.of(Instant.EPOCH)),
            new GatewayView.Probe("ping", Health.UNKNOWN, "", Duration.ZERO, Optional.empty())));
  }

  @Override
  public List<SessionView> sessions(SessionFilter filter) {
    throw new UnsupportedOperationException("a scrape costs nothing per session");
  }

  @Override
  public Optional<SessionView> session(String id) {
    throw new UnsupportedOperationException("a scrape costs nothing per session");
  }

  @Override
  public List<PluginView> plugins() {
    return List.of(new PluginView("maglev", "balancing method", "b", "1", "", 9, List.of(), ""));
  }

  @Override
  public List<SessionCounts> sessionCounts() {
    DurationCounts logins =
        new DurationCounts(
            List.of(Duration.ofMillis(250), Duration.ofSeconds(10)),
            List.of(3L, 4L, 1L),
            Duration.ofMillis(71_500));
    return List.of(
        new SessionCounts(
            new GatewayId("vpn", "vpn1"), 12, 8, 2, Map.of("idle", 5L), logins, logins));
  }

  @Override
  public List<AttemptCounts> attemptCounts() {
    Map<AttemptOutcome, Long> all = new EnumMap<>(AttemptOutcome.class);
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      all.put(outcome, 0L);
    }
    all.put(AttemptOutcome.ANSWER_LOST, 4L);
    return List.of(
        new AttemptCounts("vpn", "vpn1", all),
        new AttemptCounts("vpn", "", Map.of(AttemptOutcome.NOT_ADMITTED, 7L)));
  }

  @Override
  public List<DurationCounts> loopDelays() {
    return List.of(
        new DurationCounts(List.of(Duration.ofMillis(1)), List.of(9L, 0L), Duration.ofNanos(1_500)),
        new DurationCounts(List.of(Duration.ofMillis(1)), List.of(9L, 1L), Duration.ofMillis(20)));
  }

  @Override
  public List<String> dropReasons() {
    return List.of("stranger-ike", "guard");
  }
}
