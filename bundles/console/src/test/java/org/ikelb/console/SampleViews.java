package org.ikelb.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
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
        up ? new GatewayView.Logins(40, 38) : new GatewayView.Logins(0, 0),
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

  static List<FailedAttempt> failedAttempts() {
    return List.of(
        attempt(
            Duration.ofSeconds(5),
            Duration.ofNanos(1_200_000),
            "198.51.100.7",
            FakeIkelb.GW1,
            AttemptOutcome.REFUSED,
            "NO_PROPOSAL_CHOSEN by vpn/gw1"),
        attempt(
            Duration.ofSeconds(70),
            Duration.ofSeconds(150),
            "2001:db8::7",
            FakeIkelb.GW2,
            AttemptOutcome.STUCK,
            "vpn/gw2 answered none of 5 IKE_AUTH messages of up to 1400 bytes"),
        attempt(
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            "198.51.100.8",
            new GatewayId("vpn", "gw1@10.0.0.99"),
            AttemptOutcome.UNANSWERED,
            "vpn/gw1@10.0.0.99 answered none of 3 requests"));
  }

  private static FailedAttempt attempt(
      Duration ago,
      Duration took,
      String client,
      GatewayId gateway,
      AttemptOutcome outcome,
      String detail) {
    return new FailedAttempt(
        FakeIkelb.NOW.minus(ago),
        took,
        "s9",
        client,
        gateway,
        outcome,
        detail,
        "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048");
  }

  static List<AttemptCounts> attemptCounts() {
    return List.of(
        new AttemptCounts("vpn", "", Map.of(AttemptOutcome.NOT_ADMITTED, 7L)),
        new AttemptCounts(
            "vpn",
            "gw1",
            Map.of(
                AttemptOutcome.ESTABLISHED, 1204L,
                AttemptOutcome.REFUSED, 1L,
                AttemptOutcome.UNANSWERED, 1L,
                AttemptOutcome.STUCK, 0L)),
        new AttemptCounts(
            "vpn", "gw2", Map.of(AttemptOutcome.ESTABLISHED, 17L, AttemptOutcome.STUCK, 1L)));
  }

  static SettingView setting(String key, boolean list, String type, List<SettingView> inner) {
    String values = list ? "list: " + type : type + ", at least 1";
    return new SettingView(
        key, values, type, list, List.of(), "1", "", false, list ? "" : "7", "What it is.", inner);
  }
}
