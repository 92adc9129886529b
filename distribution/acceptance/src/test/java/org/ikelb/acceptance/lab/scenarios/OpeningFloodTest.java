package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.traffic.EspSession;
import org.ikelb.acceptance.lab.traffic.OpeningFlood;
import org.ikelb.acceptance.lab.traffic.PatientLogins;
import org.ikelb.acceptance.lab.traffic.SimulatedGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * 20,000 forged IKE_SA_INIT requests a second come to port 4500, where the tunnels' ESP comes, too:
 * more than there is time for. The gateways are simulated, for real ones have not the time either.
 *
 * <p>With {@code -Dikelb.lab.flood.rate=50000} it comes to as many as that, or to what the machine
 * can send, and nothing is asked for but figures.
 */
@LabTest
class OpeningFloodTest {
  private static final String VIP = "10.99.0.10";
  private static final int ASKED_FOR = 20_000;
  private static final int PER_SECOND = Integer.getInteger("ikelb.lab.flood.rate", ASKED_FOR);
  private static final long WARM_UP_SECONDS = 10;
  private static final int FLOOD_SECONDS = 600; // it is stopped before

  /** The programs of the lab share the processors: on a busy machine the flood is slower. */
  private static final double ENOUGH = 0.5;

  private static final int ESP_PER_SECOND = 100;
  private static final int ESP = 3_000;
  private static final double LOSS = 0.005;
  private static final int LOGINS = 20;

  private final Lab lab;

  OpeningFloodTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.start("gw1", SimulatedGateway.class, "10.50.0.11", 1).awaitReady();
    lab.start("gw2", SimulatedGateway.class, "10.50.0.12", 2).awaitReady();
    lab.ikelb().start(LabTopology.over("gw1", "gw2").unmonitored().sources(4));
  }

  @Test
  void tunnelsNoticeNothingAndClientsComeIn() {
    Running flood = lab.start("c2", OpeningFlood.class, VIP, "10.77", PER_SECOND, FLOOD_SECONDS);
    await("Java has compiled what a flood takes")
        .atMost(60, SECONDS)
        .until(() -> sent(flood) >= WARM_UP_SECONDS * PER_SECOND);
    Running esp = lab.start("c1", EspSession.class, VIP, "10.1.1.2", ESP_PER_SECOND, ESP);
    await("a session is established").atMost(120, SECONDS).until(() -> !esp.printed().isEmpty());
    // the flood must not fill the receive buffer of the gateway whose answers are counted
    lab.ikelb().verb("drain", "vpn/gw" + esp.printed().strip()).done();
    long sentBefore = sent(flood);
    long receivedBefore = received();
    long began = System.nanoTime();
    Running logins = lab.start("c2", PatientLogins.class, VIP, "10.78.0", LOGINS);
    esp.awaitEnd(60);
    double seconds = (System.nanoTime() - began) / 1e9;
    double sent = (sent(flood) - sentBefore) / seconds;
    double received = (received() - receivedBefore) / seconds;
    int loggedIn = Integer.parseInt(logins.awaitEnd(300).strip());
    boolean wentOn = flood.goesOn();
    flood.stop();

    int lost = Integer.parseInt(esp.printed().lines().reduce((first, last) -> last).get());
    String figures =
        "opening flood: %.0f sent, %.0f received a second for %.0f s; %d of %d ESP lost, %d logins"
            .formatted(sent, received, seconds, lost, ESP, loggedIn);
    System.out.println(figures);
    System.out.println(lab.ikelb().verb("virtualservers").out());
    if (PER_SECOND > ASKED_FOR) {
      return;
    }
    if (!wentOn || sent < ENOUGH * PER_SECOND) { // then it says nothing of ikelb
      throw new IllegalStateException("no such flood: " + figures);
    }
    assertTrue(lost <= LOSS * ESP, figures);
    assertEquals(LOGINS, loggedIn, figures);
  }

  private long received() {
    return lab.ikelb().virtualServers().stream().mapToLong(v -> v.fromClients().received()).sum();
  }

  /** How many it has sent, to the last second's worth. */
  private static long sent(Running flood) {
    return flood.printed().lines().mapToLong(Long::parseLong).max().orElse(0);
  }
}
