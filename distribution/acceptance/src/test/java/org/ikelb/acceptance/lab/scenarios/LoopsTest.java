package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Datagrams of a session begin to come to another event loop than the one that has it. */
@LabTest
class LoopsTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1", "gw2");

  private final Lab lab;

  LoopsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
    lab.ikelb().loops(0);
  }

  /** With three loops every session is on another one with likelihood two thirds. */
  @Test
  void aRestartWithAnotherNumberOfLoopsKeepsEveryTunnel() {
    lab.ikelb().loops(1);
    lab.ikelb().start(TOPOLOGY);
    List<VpnClient> users = lab.clients("c1", "c2", "c3", "c4", "c6");
    users.forEach(c -> c.dial("psk"));
    users.forEach(c -> c.ping(3));
    List<String> tunnels = users.stream().map(VpnClient::spiPair).toList();
    long handedOver = 0;
    for (int loops : List.of(3, 1, 2)) {
      lab.ikelb().loops(loops);
      lab.ikelb().restart(TOPOLOGY);
      users.forEach(c -> c.ping(5));
      assertEquals(tunnels, users.stream().map(VpnClient::spiPair).toList());
      handedOver += handedOver();
    }
    System.out.println("loops 1, 3, 1, 2: " + handedOver + " datagrams handed over");
    assertTrue(handedOver > 0, "some came to another loop");
  }

  /** The kernel chooses the loop by the client's address; eight new ones hit both of two loops. */
  @Test
  void roamsThatLandOnAnotherLoopCostLittle() {
    lab.ikelb().loops(2);
    lab.ikelb().start(TOPOLOGY);
    VpnClient client = lab.client("c1");
    try (PingedTunnel tunnel = PingedTunnel.dial(client, "psk")) {
      String spis = client.spiPair();
      for (int roam = 0; roam < 8; roam++) {
        lab.roam();
        tunnel.goOn(Duration.ofSeconds(2));
      }
      Pinging.Answers answers = tunnel.answers();
      System.out.printf(
          "8 roams on 2 loops: %d of %d pings lost, %d datagrams handed over%n",
          answers.lost(), answers.sent(), handedOver());
      assertEquals(spis, client.spiPair());
      assertTrue(answers.lost() <= 8 * 3, answers::toString);
      assertTrue(handedOver() > 0, "some came to another loop");
    }
  }

  private long handedOver() {
    return lab.ikelb().virtualServers().stream()
        .mapToLong(v -> v.fromClients().handedOver() + v.fromGateways().handedOver())
        .sum();
  }
}
