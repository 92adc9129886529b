package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.HandshakeFlood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A gateway is drained while its users ping ten times a second and strangers begin handshakes. What
 * is silent ends after 5 s, so that nobody waits long for the end.
 */
@LabTest
class DrainTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1", "gw2").silence("5s");

  /** What is silent is gone: 5 s, and 16 s until it is noticed that a deadline came nearer. */
  private static final Duration SILENCE = Duration.ofSeconds(25);

  private final Lab lab;
  private List<VpnClient> users = List.of();

  DrainTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    users = lab.clients("c1", "c2", "c3", "c4");
  }

  @BeforeEach
  void dial() {
    lab.ikelb().start(TOPOLOGY);
    users.forEach(c -> c.dial("psk"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void itEndsUnderLoadAndLosesNoPing() {
    List<VpnClient> leaving = usersOf("gw1");
    List<VpnClient> staying = usersOf("gw2");
    assertTrue(leaving.size() >= 2 && !staying.isEmpty(), "both are used");
    List<Pinging> last = startPinging(leaving.subList(1, leaving.size()));
    List<Pinging> others = startPinging(staying);
    Running strangers = lab.start("c2", HandshakeFlood.class, "10.99.0.10", "10.77", 1000, 60);

    lab.ikelb().verb("drain", "vpn/gw1").done();
    VpnClient latecomer = lab.client("c6");
    latecomer.dial("psk");
    latecomer.ping(3);
    assertEquals("gw2", lab.gatewayOf(latecomer), "a draining gateway takes nobody");

    leaving.get(0).hangUp();
    lab.ikelb().awaitGateway("gw1", SILENCE, g -> g.sessions() == leaving.size() - 1);
    assertEquals(3, waitForTheEnd("3s").exit(), "some users are left");
    last.forEach(Pinging::stopWithoutLoss);
    leaving.forEach(VpnClient::hangUp);
    waitForTheEnd("50s").done();

    others.forEach(Pinging::stopWithoutLoss);
    strangers.awaitEnd(30);
    Seen.Gateway drained = lab.ikelb().gateway("gw1");
    assertEquals("drain", drained.reason());
    assertEquals(0, drained.sessions());
    leaving.forEach(c -> c.dial("psk"));
    assertEquals(List.of(), usersOf("gw1"), "who dials again is served elsewhere");
  }

  @Test
  void aRestartInTheMiddleKeepsItDraining() {
    List<VpnClient> leaving = usersOf("gw1");
    List<Pinging> pinging = startPinging(users);
    lab.ikelb().verb("drain", "vpn/gw1").done();

    lab.ikelb().restart(TOPOLOGY);

    pinging.forEach(Pinging::stop);
    Seen.Gateway draining = lab.ikelb().gateway("gw1");
    assertEquals("drain", draining.administrative());
    assertEquals("drain", draining.reason());
    assertEquals(leaving.size(), draining.sessions(), "who was there still is");
    leaving.forEach(c -> c.ping(5));
    VpnClient latecomer = lab.client("c6");
    latecomer.dial("psk");
    assertEquals("gw2", lab.gatewayOf(latecomer), "but nobody comes");
    leaving.forEach(VpnClient::hangUp);
    lab.ikelb().awaitGateway("gw1", SILENCE, g -> g.sessions() == 0);

    lab.ikelb().verb("ready", "vpn/gw1").done();
    lab.ikelb().restart(TOPOLOGY);
    assertTrue(lab.ikelb().gateway("gw1").takesSessions(), "being ready outlives it, too");
  }

  private Verb waitForTheEnd(String atMost) {
    return lab.ikelb().verb("drain", "vpn/gw1", "--wait", "--max-wait", atMost);
  }

  private List<VpnClient> usersOf(String gateway) {
    return users.stream().filter(c -> lab.gatewayOf(c).equals(gateway)).toList();
  }

  private static List<Pinging> startPinging(List<VpnClient> clients) {
    return clients.stream().map(VpnClient::startPinging).toList();
  }
}
