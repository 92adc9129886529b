package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The address of gw1 changes in the topology while somebody has a tunnel to it. */
@LabTest
class GatewayAddressChangeTest {
  private static final LabTopology AT_FIRST = LabTopology.over("gw1", "gw2").ipv4Gateways();
  private static final String LEFT = "gw1@10.50.0.11";
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Lab lab;
  private List<VpnClient> users = List.of();

  GatewayAddressChangeTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    users = lab.clients("c1", "c2");
  }

  @BeforeEach
  void dial() {
    lab.ikelb().start(AT_FIRST);
    users.forEach(c -> c.dial("psk"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void everyStateCommandMeansTheConfiguredGatewayAfterIpv6WasAdded() {
    VpnClient user = userOfGw1();
    Pinging pinging = user.startPinging();

    lab.ikelb().apply(LabTopology.over("gw1", "gw2"));
    lab.ikelb().awaitGateway("gw1", SOON, Seen.Gateway::up);

    for (String state : List.of("drain", "ready", "maintenance", "ready")) {
      lab.ikelb().verb(state, "vpn/gw1").done();
      assertEquals(state, lab.ikelb().gateway("gw1").administrative());
    }
    lab.ikelb().verb("weight", "vpn/gw1", "1000").done();
    lab.ikelb().verb("probe", "gw1").done();
    VpnClient latecomer = lab.client("c4");
    latecomer.dial("psk");
    assertEquals("gw1", lab.gatewayOf(latecomer));

    assertEquals(1, lab.ikelb().gateway("gw1").sessions());
    Seen.Gateway left = lab.ikelb().gateway(LEFT);
    assertEquals(1, left.sessions());
    assertEquals("removed", left.reason());
    assertEquals(Stream.of("gw1", LEFT).sorted().toList(), gatewaysOf("vpn/gw1"));
    assertEquals(List.of(LEFT), gatewaysOf("vpn/" + LEFT));
    pinging.stopWithoutLoss();

    Verb refused = lab.ikelb().verb("drain", "vpn/" + LEFT);
    assertEquals(1, refused.exit(), refused::toString);
    Verb closed = lab.ikelb().verb("close", "--gateway", "vpn/" + LEFT).done();
    assertTrue(closed.out().startsWith("ended 1 session;"), closed::toString);
    await("nothing is left").atMost(SOON).until(() -> !isShown(LEFT));
    latecomer.ping(5);
  }

  @Test
  void aChangeThereAndBackKeepsBothTunnels() {
    lab.namespace("gw1").run("ip", "addr", "add", "10.50.0.21/24", "dev", "eth0").orFail();
    VpnClient user = userOfGw1();
    Pinging pinging = user.startPinging();

    String there = AT_FIRST.weight("gw1", 1000).json().replace("10.50.0.11", "10.50.0.21");
    lab.ikelb().apply(there).done();
    lab.ikelb().awaitGateway("gw1", SOON, Seen.Gateway::up);
    VpnClient latecomer = lab.client("c4");
    latecomer.dial("psk");
    Pinging also = latecomer.startPinging();
    assertEquals(1, lab.ikelb().gateway("gw1").sessions());
    assertEquals(1, lab.ikelb().gateway(LEFT).sessions());

    lab.ikelb().apply(AT_FIRST);
    assertEquals(List.of("gw1", "gw1@10.50.0.21"), gatewaysOf("vpn/gw1"));
    pinging.stopWithoutLoss();
    also.stopWithoutLoss();

    Verb closed = lab.ikelb().verb("close", "--gateway", "vpn/gw1", "--yes").done();
    assertTrue(closed.out().startsWith("ended 2 sessions;"), closed::toString);
  }

  private VpnClient userOfGw1() {
    return users.stream().filter(c -> lab.gatewayOf(c).equals("gw1")).findFirst().orElseThrow();
  }

  /** The gateways that the sessions on a gateway are shown with. */
  private List<String> gatewaysOf(String gateway) {
    return lab.ikelb().sessions("--gateway", gateway).stream()
        .map(Seen.Session::gatewayName)
        .sorted()
        .toList();
  }

  private boolean isShown(String gateway) {
    return lab.ikelb()
        .verb("names", "gateways")
        .done()
        .out()
        .lines()
        .anyMatch(("vpn/" + gateway)::equals);
  }
}
