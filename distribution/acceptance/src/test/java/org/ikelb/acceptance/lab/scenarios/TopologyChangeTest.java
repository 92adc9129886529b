package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** The topology changes under living tunnels, each of which pings ten times a second. */
@LabTest
class TopologyChangeTest {
  private static final LabTopology AT_FIRST = LabTopology.over("gw1", "gw2");

  private final Lab lab;
  private List<VpnClient> users = List.of();

  TopologyChangeTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2", "gw3");
    users = lab.clients("c1", "c3", "c4", "c6");
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
  void losesNoPingWhenAGatewayIsAddedAndAWeightIsChanged() {
    Map<String, String> before = placement();
    List<Pinging> pinging = users.stream().map(VpnClient::startPinging).toList();
    lab.ikelb().apply(AT_FIRST.weight("gw3", 1));
    lab.ikelb().awaitGateway("gw3", Duration.ofSeconds(4), Seen.Gateway::up);
    lab.ikelb().apply(AT_FIRST.weight("gw3", 1000).weight("gw1", 1));
    VpnClient latecomer = lab.client("c2");
    latecomer.dial("psk");
    latecomer.ping(5);
    pinging.forEach(Pinging::stopWithoutLoss);
    assertEquals("gw3", lab.gatewayOf(latecomer), "the new gateway with its weight serves");
    assertEquals(before, placement(), "nobody else has moved");
  }

  @Test
  void losesNoPingWhenAGatewayWithSessionsIsRemovedAndDrains() {
    Map<String, String> before = placement();
    String removed = before.get("c1");
    String kept = removed.equals("gw1") ? "gw2" : "gw1";
    List<Pinging> pinging = users.stream().map(VpnClient::startPinging).toList();
    lab.ikelb().apply(LabTopology.over(kept));
    VpnClient latecomer = lab.client("c2");
    latecomer.dial("psk");
    latecomer.ping(5);
    pinging.forEach(Pinging::stopWithoutLoss);
    assertEquals(kept, lab.gatewayOf(latecomer), "a removed gateway takes nobody");
    assertEquals(before, placement(), "its sessions stay until they end");
  }

  @Test
  void refusesABrokenFileWithEveryProblemAndChangesNothing() {
    List<Pinging> pinging = users.stream().map(VpnClient::startPinging).toList();
    Verb shown = lab.ikelb().verb("config", "show").done();
    String broken =
        AT_FIRST
            .json()
            .replace("\"timeout\": \"8h\"", "\"timeout\": \"8 parsecs\"")
            .replace("\"strategy\": \"ike-spi\"", "\"strategy\": \"ike-sip\"")
            .replace("\"port\": 4500, \"pool\": \"vpn\"", "\"port\": 4500, \"pool\": \"vqn\"")
            .replace("\"limits\"", "\"limitz\"");
    Verb refused = lab.ikelb().apply(broken);
    assertEquals(1, refused.exit(), refused.toString());
    String said = refused.out() + refused.err();
    for (String word : List.of("8 parsecs", "ike-sip", "vqn", "limitz")) {
      assertTrue(said.contains(word), word + " is named in:\n" + said);
    }
    assertEquals(shown.out(), lab.ikelb().verb("config", "show").done().out());
    pinging.forEach(Pinging::stopWithoutLoss);
  }

  private Map<String, String> placement() {
    return users.stream().collect(Collectors.toMap(VpnClient::name, lab::gatewayOf));
  }
}
