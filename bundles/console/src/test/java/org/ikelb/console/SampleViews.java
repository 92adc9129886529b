package org.ikelb.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.SettingView;
import org.ikelb.api.view.Traffic;

/** Views with fixed values. */
final class SampleViews {
  private SampleViews() {}

  static Traffic traffic() {
    Map<String, Long> dropped = new LinkedHashMap<>();
    dropped.put("stranger", 7L);
    dropped.put("malformed", 1L);
    return new Traffic(8310, 8300, 2, dropped, 0, 0, 0, 0, 1_234_567, 1_200_000);
  }

  static GatewayView gateway(
      GatewayId id,
      String address,
      AdministrativeState state,
      Health health,
      String reason,
      int established,
      int halfOpen) {
    boolean up = health == Health.UP;
    return new GatewayView(
        id,
        List.of(address),
        state,
        health,
        FakeIkelb.NOW.minus(Duration.ofMinutes(12)),
        reason.isEmpty(),
        reason,
        Optional.empty(),
        1,
        up ? OptionalInt.of(2000) : OptionalInt.empty(),
        halfOpen,
        0,
        established,
        0,
        new GatewayView.Logins(40, 38),
        Optional.empty(),
        List.of(
            new GatewayView.Probe(
                "ike",
                health,
                up ? "" : "timeout x3",
                Duration.ofNanos(1_234_567),
                Optional.of(FakeIkelb.NOW)),
            new GatewayView.Probe("ping", Health.UNKNOWN, "", Duration.ZERO, Optional.empty())));
  }

  static SessionView session(
      String id, GatewayId gateway, SessionState state, String client, long spi) {
    return new SessionView(
        id,
        "always-on-vpn",
        gateway,
        state,
        client,
        FakeIkelb.NOW.minus(Duration.ofMillis(3_724_500)),
        Duration.ofMillis(1500),
        List.of(String.format("%016x-00000000000000ff", spi)),
        "maglev: first choice",
        List.of(
            new SessionView.Upstream(
                "ike", client, "10.0.0.5:10240", "10.0.0.11:500", 0, 4, 1500, 4, 1_250_000)),
        List.of(
            new SessionView.StoryLine(
                FakeIkelb.NOW.minus(Duration.ofMinutes(5)), "re-keyed: SPI pair 01-02")));
  }

  static SettingView setting(String key, boolean list, String type, List<SettingView> inner) {
    String values = list ? "list: " + type : type + ", at least 1";
    return new SettingView(
        key, values, type, list, List.of(), "1", "", false, list ? "" : "7", "What it is.", inner);
  }
}
