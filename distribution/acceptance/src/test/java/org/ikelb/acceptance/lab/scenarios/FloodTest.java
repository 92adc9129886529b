package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.HandshakeFlood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 40,000 addresses begin a handshake each, within some seconds, and never go on. */
@LabTest
class FloodTest {
  /**
   * Enough to last for 16 s: a newcomer whose first request found no room repeats it after 1.0, 2.6
   * and 5.2 s, and is to come in before the flood is over.
   */
  private static final int HANDSHAKES = 40_000;

  private static final int PER_SECOND = 2_500;
  private static final int HALF_OPEN = 3_000;

  /** The topology's default. */
  private static final int HALF_OPEN_SECONDS = 30;

  /** The newcomer's upstreams, and what a JVM opens as it likes. */
  private static final int FEW = 20;

  /**
   * What is open besides upstreams: jars, sockets of virtual servers, epoll, the control socket.
   */
  private static final int OTHER_DESCRIPTORS = 300;

  /** The heap's 512 MB by default, and what a JVM takes besides. */
  private static final int MEGABYTES = 800;

  private final Lab lab;

  FloodTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(LabTopology.over("gw1", "gw2").sources(4).halfOpen(HALF_OPEN).guards());
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void losesNoPingAndLetsAClientInWhileFortyThousandAddressesBeginHandshakes() {
    VpnClient user = lab.client("c1");
    VpnClient newcomer = lab.client("c3");
    user.dial("psk");
    newcomer.start();
    long before = receivedFromClients();
    int descriptorsBefore = lab.ikelb().openDescriptors();
    var pinging = user.startPinging();
    Running flood =
        lab.start("c2", HandshakeFlood.class, "10.99.0.10", "10.77", HANDSHAKES, PER_SECOND);
    await("the flood is under way")
        .atMost(10, SECONDS)
        .until(() -> receivedFromClients() > before + PER_SECOND);
    newcomer.dial("psk");
    newcomer.ping(5);
    if (!flood.goesOn()) { // then it says nothing of ikelb, and may be tried again
      throw new IllegalStateException("the flood was over before the newcomer came in");
    }
    flood.awaitEnd(60);
    int descriptors = lab.ikelb().openDescriptors();
    int megabytes = lab.ikelb().residentMegabytes();
    pinging.stopWithoutLoss();
    newcomer.ping(5, 1372);

    long received = receivedFromClients() - before;
    System.out.printf(
        "flood: %d datagrams received, %d descriptors, %d MB resident%n",
        received, descriptors, megabytes);
    assertTrue(received >= HANDSHAKES * 95L / 100, "ikelb saw the flood: " + received);
    assertTrue(descriptors <= HALF_OPEN + OTHER_DESCRIPTORS, descriptors + " descriptors");
    assertTrue(megabytes <= MEGABYTES, megabytes + " MB");
    await("sockets of half-open sessions are closed")
        .atMost(HALF_OPEN_SECONDS + 15, SECONDS)
        .until(() -> lab.ikelb().openDescriptors() <= descriptorsBefore + FEW);
    user.ping(5);
  }

  private long receivedFromClients() {
    return lab.ikelb().virtualServers().stream().mapToLong(v -> v.fromClients().received()).sum();
  }
}
