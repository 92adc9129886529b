package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.VpnGateway;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon of a gateway is killed and started again. Probes: every 1 s, 500 ms, fall 2. */
@LabTest
class GatewayFailureTest {
  /** (fall + 1) x interval + timeout. */
  private static final Duration DETECTION = Duration.ofMillis(3_500);

  /** One interval and timeout, and time for a busy machine. */
  private static final Duration RETURN = Duration.ofSeconds(4);

  /** strongSwan's, as set for the lab: 1 s, and 1.6 times that. */
  private static final Duration SECOND_RETRANSMISSION = Duration.ofMillis(2_600);

  private final Lab lab;

  GatewayFailureTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @ParameterizedTest(name = "{0}: clients leave a killed gateway and come back when it returns")
  @ValueSource(strings = {"ike-spi", "source-ip"})
  void clientsLeaveAKilledGatewayAndComeBack(String strategy) throws InterruptedException {
    lab.ikelb().start(LabTopology.over("gw1", "gw2").strategy(strategy));
    bothAreUp();
    List<VpnClient> clients = lab.clients("c1", "c2", "c3");
    clients.forEach(c -> c.dial("psk"));
    String dead = lab.gatewayOf(clients.get(0));
    String alive = dead.equals("gw1") ? "gw2" : "gw1";
    List<VpnClient> orphans = clients.stream().filter(c -> lab.gatewayOf(c).equals(dead)).toList();

    lab.gateway(dead).crash();
    // The promise is about time, so time is what has to pass.
    Thread.sleep(DETECTION.toMillis());

    for (VpnClient stranger : lab.clients("c4", "c6")) {
      stranger.dial("psk", Duration.ofSeconds(4)).orFail();
      stranger.ping(3);
      assertEquals(alive, lab.gatewayOf(stranger), "a new client avoids the dead gateway");
    }
    assertTrue(lab.ikelb().gateway(dead).down(), "and ikelb says so");
    for (VpnClient orphan : orphans) {
      orphan.hangUp();
      orphan.dial("psk", Duration.ofSeconds(4)).orFail();
      orphan.ping(3);
      assertEquals(alive, lab.gatewayOf(orphan), "its client reaches the other by dialing again");
    }

    lab.gateway(dead).start();
    lab.ikelb().awaitGateway(dead, RETURN, g -> g.up() && g.takesSessions());
    lab.run("c2", UnfinishedHandshakes.class, "10.99.0.10", "10.78.0", 10).orFail();
    assertTrue(lab.gateway(dead).halfOpen() > 0, "new clients begin handshakes there again");
    if (strategy.equals("ike-spi")) {
      assertEquals(Set.of(dead, alive), placementOfTwoFromNewEndpoints());
    }
  }

  /** How a gateway ends: its ports are closed, or nothing comes back at all. */
  enum End {
    KILLED {
      @Override
      void of(VpnGateway gateway) {
        gateway.crash();
      }

      @Override
      void undo(VpnGateway gateway) {
        gateway.start();
      }
    },
    CUT_OFF {
      @Override
      void of(VpnGateway gateway) {
        gateway.block("");
      }

      @Override
      void undo(VpnGateway gateway) {
        gateway.unblock();
      }
    };

    abstract void of(VpnGateway gateway);

    abstract void undo(VpnGateway gateway);
  }

  /** Its ports are the same and it asks before any monitor has: the first answer decides. */
  @ParameterizedTest(name = "gateway {0}")
  @EnumSource
  void aClientThatDialsAgainFromTheSamePortsConnectsWithinOneRetransmission(End end) {
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
    bothAreUp();
    VpnClient client = lab.client("c1");
    client.dial("psk");
    client.ping(3);
    String dead = lab.gatewayOf(client);
    client.hangUp();

    end.of(lab.gateway(dead));
    long began = System.nanoTime();
    client.dial("psk", Duration.ofSeconds(8)).orFail();
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    client.ping(3);
    System.out.println("gateway " + end + ", dialled again from the same ports: " + took);
    assertNotEquals(dead, lab.gatewayOf(client));
    assertTrue(took.compareTo(SECOND_RETRANSMISSION) < 0, took::toString);
    end.undo(lab.gateway(dead));
  }

  private void bothAreUp() {
    lab.ikelb().awaitGateway("gw1", RETURN, Seen.Gateway::up);
    lab.ikelb().awaitGateway("gw2", RETURN, Seen.Gateway::up);
  }

  /** A client that dials again from where it was goes back to where it was, so it must move. */
  private Set<String> placementOfTwoFromNewEndpoints() {
    List<VpnClient> office = lab.clients("c3", "c4");
    office.forEach(VpnClient::hangUp);
    lab.rebindNat("20000-29999");
    office.forEach(c -> c.dial("psk"));
    office.forEach(c -> c.ping(3));
    return office.stream().map(lab::gatewayOf).collect(Collectors.toSet());
  }
}
