package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Gateways that are pinged and asked with IKE, both every 1 s, 500 ms, fall 2. As long as gw1 takes
 * sessions it gets practically all of them.
 */
@LabTest
class MonitorsTest {
  private static final LabTopology TOPOLOGY =
      LabTopology.over("gw1", "gw2").weight("gw1", 1000).monitors("ping", "probe");

  /** (fall + 1) x interval + timeout. */
  private static final Duration DETECTION = Duration.ofMillis(3_500);

  /** One interval and timeout, and time for a busy machine. */
  private static final Duration RETURN = Duration.ofSeconds(4);

  private static final String REFUSED =
      "event=gateway-caveat gateway=vpn/gw2 monitor=probe caveat=proposals-refused holds=";

  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private final Lab lab;

  MonitorsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(TOPOLOGY);
  }

  @BeforeEach
  void allIsWell() {
    for (String gateway : List.of("gw1", "gw2")) {
      lab.ikelb().awaitGateway(gateway, RETURN, MonitorsTest::answersBothMonitors);
    }
    assertEquals(List.of(), lab.ikelb().warnings());
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aKilledDaemonIsDownThoughItsHostAnswersPing() throws InterruptedException {
    VpnClient orphan = lab.client("c1");
    orphan.dial("psk");
    assertEquals("gw1", lab.gatewayOf(orphan));

    lab.gateway("gw1").crash();
    // The promise is about time, so time is what has to pass.
    Thread.sleep(DETECTION.toMillis());

    Seen.Gateway dead = lab.ikelb().gateway("gw1");
    assertTrue(dead.down(), dead::toString);
    assertEquals("up", dead.probe("ping").health());
    assertEquals("nobody listens on 500 and 4500", dead.probe("probe").detail());
    mustBeOn("gw2", lab.client("c2"));
    orphan.hangUp();
    mustBeOn("gw2", orphan);

    lab.gateway("gw1").start();
    lab.ikelb().awaitGateway("gw1", RETURN, Seen.Gateway::takesSessions);
    mustBeOn("gw1", lab.client("c3"));
  }

  @Test
  void aGatewayThatDoesNotAnswerPingStaysUpWithAWarning() throws InterruptedException {
    lab.gateway("gw1").block("icmp type echo-request");
    try {
      Thread.sleep(DETECTION.toMillis());

      Seen.Gateway mute = lab.ikelb().gateway("gw1");
      assertEquals("down", mute.probe("ping").health());
      assertTrue(mute.up() && mute.takesSessions(), mute::toString);
      Seen.Warning warning = onlyWarning();
      assertEquals("probe-failing", warning.code());
      assertEquals("vpn/gw1", warning.subject());
      assertTrue(warning.text().contains("ping"), warning::toString);
      mustBeOn("gw1", lab.client("c4"));
    } finally {
      lab.gateway("gw1").unblock();
    }
    lab.ikelb().awaitGateway("gw1", RETURN, MonitorsTest::answersBothMonitors);
    assertEquals(List.of(), lab.ikelb().warnings());
  }

  @Test
  void aGatewayWithoutPort4500IsDownAndIkelbSaysThatPort() throws InterruptedException {
    lab.gateway("gw1").block("udp dport 4500");
    try {
      Thread.sleep(DETECTION.toMillis());

      Seen.Gateway half = lab.ikelb().gateway("gw1");
      assertTrue(half.down(), half::toString);
      assertEquals("no answer on 4500; answers on 500", half.probe("probe").detail());
      assertEquals("gateway-down", onlyWarning().code());
      assertTrue(onlyWarning().text().contains("no answer on 4500"), onlyWarning()::toString);
      assertTrue(
          lab.ikelb().logged().lines().anyMatch(MonitorsTest::tellsOfPort4500),
          lab.ikelb().logged());
      mustBeOn("gw2", lab.client("c6"));
    } finally {
      lab.gateway("gw1").unblock();
    }
    lab.ikelb().awaitGateway("gw1", RETURN, Seen.Gateway::takesSessions);
  }

  @Test
  void aGatewayThatRefusesAllThatIsOfferedStaysUpWithAWarning() {
    lab.gateway("gw2").crash();
    lab.gateway("gw2").startStockWith("camellia256-sha512-modp8192");
    try {
      lab.ikelb().awaitGateway("gw2", RETURN, gateway -> gateway.up() && refuses(gateway));

      assertEquals("proposals-refused", onlyWarning().code());
      assertEquals("vpn/gw2", onlyWarning().subject());
      assertEquals(0, lab.gateway("gw2").halfOpen());
      awaitLogged(REFUSED + "true");
    } finally {
      lab.gateway("gw2").crash();
      lab.gateway("gw2").start();
    }
    lab.ikelb()
        .awaitGateway("gw2", RETURN, gateway -> answersBothMonitors(gateway) && !refuses(gateway));
    // A probe that meets it while it starts refutes nothing; the next one that it answers does.
    awaitLogged(REFUSED + "false");
    assertEquals(List.of(), lab.ikelb().warnings());
  }

  @Test
  void whatIsLearntOfAGatewayFitsAndCanBeConfigured() throws IOException {
    String json = lab.ikelb().verb("probe", "gw1", "--learn", "--json").done().out();
    Learnt learnt = new Gson().fromJson(json, Learnt.class);
    assertEquals("\"learnt\": { \"type\": \"ike\", \"probe\": \"any\" }", learnt.monitors());
    List<String> found =
        learnt.answers().stream().map(a -> a.question() + " " + a.found()).toList();
    assertEquals(
        List.of(
            "liveness answers on 500 and 4500",
            "readiness answers on 500 and 4500",
            "common-proposal answers on 500 and 4500",
            "repeated answers on 500 and 4500",
            "closed-port nobody listens on 4501",
            "other-address 500: from where it was asked; 4500: from where it was asked",
            "ping answers"),
        found);
    assertEquals(0, lab.gateway("gw1").halfOpen());

    String before = "\"monitors\": [\"ping\", \"probe\"]";
    String topology = TOPOLOGY.json();
    assertTrue(topology.contains(before), topology);
    String changed =
        topology
            .replace(before, learnt.pool())
            .replace("\"monitors\": {", "\"monitors\": { " + learnt.monitors() + ",");
    Path file = Files.writeString(lab.file("learnt.json"), changed);
    lab.ikelb().verb("config", "check", file.toString()).done();
  }

  private record Learnt(List<Answer> answers, String monitors, String pool) {}

  private record Answer(String question, String found) {}

  private void awaitLogged(String text) {
    await(text).atMost(AT_ONCE).until(() -> lab.ikelb().logged(), log -> log.contains(text));
  }

  private static boolean refuses(Seen.Gateway gateway) {
    return gateway.probe("probe").detail().startsWith("refuses the probe's proposals on 500");
  }

  private static boolean answersBothMonitors(Seen.Gateway gateway) {
    return gateway.up() && gateway.probes().stream().allMatch(p -> p.health().equals("up"));
  }

  private static boolean tellsOfPort4500(String line) {
    return line.contains("event=gateway-health")
        && line.contains("gateway=vpn/gw1")
        && line.contains("to=down")
        && line.contains("no answer on 4500");
  }

  private Seen.Warning onlyWarning() {
    List<Seen.Warning> warnings = lab.ikelb().warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    return warnings.get(0);
  }

  private void mustBeOn(String gateway, VpnClient client) {
    client.dial("psk", AT_ONCE).orFail();
    client.ping(3);
    assertEquals(gateway, lab.gatewayOf(client), client.name());
  }
}
