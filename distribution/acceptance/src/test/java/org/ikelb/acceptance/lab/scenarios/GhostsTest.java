package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A gateway is killed and returns: its SAs are gone, and the sessions that ikelb has of them are
 * ghosts. Or only the path to it is cut: then they live. One of its clients pings, the others are
 * idle. Probes: every 1 s, 500 ms, fall 2.
 */
@LabTest
class GhostsTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1");
  private static final Duration DETECTION = Duration.ofSeconds(8);
  private static final Duration CUT = Duration.ofSeconds(20);
  private static final Duration RETURN = Duration.ofSeconds(4);
  private static final int TOLERABLE_LOSS = 5;

  private final Lab lab;
  private final List<VpnClient> users;

  GhostsTest(Lab lab) {
    this.lab = lab;
    this.users = lab.clients("c1", "c2", "c3", "c4");
  }

  @BeforeAll
  void startGateway() {
    lab.startGateways("gw1");
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void sessionsOfACrashedGatewayAreShownAndNotCounted() {
    Set<String> ghosts = loginAndCrash(TOPOLOGY);
    List<VpnClient> back = users.subList(0, 3);
    back.forEach(this::dialAgain);

    Seen.Gateway gateway = lab.ikelb().gateway("gw1");
    List<Seen.Session> sessions = lab.ikelb().sessions();
    Set<String> states =
        sessions.stream()
            .filter(s -> ghosts.contains(s.id()))
            .map(Seen.Session::state)
            .collect(Collectors.toSet());
    assertAll(
        () -> assertEquals(back.size(), gateway.establishedSessions(), gateway::toString),
        () -> assertEquals(back.size(), gateway.sessions(), gateway::toString),
        () -> assertTrue(gateway.suspectSessions() >= 1, gateway::toString),
        () -> assertEquals(Set.of("suspect"), states, sessions::toString));
  }

  @Test
  void aGatewayIsNotFullOfGhosts() {
    loginAndCrash(TOPOLOGY.maxSessions(users.size()));

    Seen.Gateway returned = lab.ikelb().gateway("gw1");
    assertTrue(returned.takesSessions(), returned::toString);
    users.forEach(this::dialAgain);
    Seen.Gateway full = lab.ikelb().gateway("gw1");
    assertEquals(users.size(), full.establishedSessions(), full::toString);
    assertEquals("full", full.reason(), "of the living: " + full);
  }

  @Test
  void aDrainWaitsForNoGhost() {
    loginAndCrash(TOPOLOGY);
    VpnClient last = users.get(0);
    dialAgain(last);
    lab.ikelb().verb("drain", "vpn/gw1").done();
    Seen.Gateway draining = lab.ikelb().gateway("gw1");
    lab.ikelb().verb("close", lab.ikelb().sessionOf(last).id()).done();
    assertAll(
        () -> assertEquals(1, draining.sessions(), draining::toString),
        () -> lab.ikelb().verb("drain", "vpn/gw1", "--wait", "--max-wait", "5s").done());
    lab.ikelb().verb("ready", "vpn/gw1").done();
  }

  /** Clients retransmit for 15 s, so one that asks in the midst of it is answered after it. */
  @Test
  void aPathThatWasCutCostsNobodyAnything() throws InterruptedException {
    lab.ikelb().start(TOPOLOGY);
    login();
    Set<String> sessions = ids();
    List<String> tunnels = users.stream().map(VpnClient::spiPair).toList();
    VpnClient asks = users.get(1);
    Set<String> keys = asks.espSpis();
    Pinging pinging = users.get(0).startPinging();

    lab.gateway("gw1").block("meta l4proto udp");
    Thread.sleep(CUT.minusSeconds(8).toMillis());
    asks.askForNewChild();
    Thread.sleep(8_000);
    assertTrue(lab.ikelb().gateway("gw1").down(), "it was noticed");
    lab.gateway("gw1").unblock();
    lab.ikelb().awaitGateway("gw1", RETURN, g -> g.up() && g.takesSessions());
    int returned = pinging.soFar();
    await("the answer after the cut").atMost(15, SECONDS).until(() -> !keys.equals(asks.espSpis()));

    Pinging.Answers answers = pinging.stop();
    users.forEach(c -> c.ping(3));
    Seen.Gateway gateway = lab.ikelb().gateway("gw1");
    assertAll(
        () -> assertTrue(answers.lostBefore(returned), "it was cut: " + answers),
        () -> assertTrue(answers.lostAfter(returned) <= TOLERABLE_LOSS, answers::toString),
        () -> assertEquals(tunnels, users.stream().map(VpnClient::spiPair).toList()),
        () -> assertEquals(sessions, ids(), "the same sessions"),
        () -> assertEquals(users.size(), gateway.establishedSessions(), gateway::toString),
        () -> assertEquals(0, gateway.suspectSessions(), gateway::toString));
  }

  /** All are in; then the gateway is killed, found down, started again and found up. */
  private Set<String> loginAndCrash(LabTopology topology) {
    lab.ikelb().start(topology);
    login();
    Set<String> sessions = ids();
    Pinging pinging = users.get(0).startPinging();
    lab.gateway("gw1").crash();
    lab.ikelb().awaitGateway("gw1", DETECTION, Seen.Gateway::down);
    pinging.stop();
    lab.gateway("gw1").start();
    lab.ikelb().awaitGateway("gw1", RETURN, Seen.Gateway::up);
    return sessions;
  }

  private void login() {
    users.forEach(c -> c.dial("psk"));
    users.forEach(c -> c.ping(3));
    Seen.Gateway gateway = lab.ikelb().gateway("gw1");
    assertEquals(users.size(), gateway.establishedSessions(), gateway::toString);
  }

  private void dialAgain(VpnClient client) {
    client.hangUp();
    client.dial("psk");
    client.ping(3);
  }

  private Set<String> ids() {
    return lab.ikelb().sessions().stream().map(Seen.Session::id).collect(Collectors.toSet());
  }
}
