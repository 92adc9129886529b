package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Tap;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.Capture;
import org.ikelb.acceptance.lab.traffic.HandshakeFlood;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard {@code cookie} asks always: strongSwan's clients and gateways go along with it. */
@LabTest
class CookieGuardTest {
  private static final LabTopology TOPOLOGY =
      LabTopology.over("gw1")
          .guards("\"rate-limit\"", "{ \"type\": \"cookie\", \"always\": true }");
  private static final int FORGED = 300;

  private final Lab lab;

  CookieGuardTest(Lab lab) {
    this.lab = lab;
  }

  @AfterEach
  void endAll() {
    lab.hangUpAll();
    lab.ikelb().mustBeSound();
    lab.ikelb().stop();
    lab.gateway("gw1").stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"psk", "eap", "psk-wrong-group"})
  void aClientLogsInThatIsAskedForACookie(String connection) {
    lab.gateway("gw1").start();
    lab.ikelb().start(TOPOLOGY);
    VpnClient client = lab.client("c1");
    int before = client.cookiesAsked();
    client.dial(connection);
    client.ping(3);
    assertTrue(client.cookiesAsked() > before, "it was asked");
    assertTrue(lab.ikelb().answered() > 0, "by ikelb");
  }

  /** The gateway's cookie takes the place of ikelb's in the client's third request. */
  @Test
  void aClientLogsInWhoseGatewayAsksForACookieOfItsOwn() {
    lab.gateway("gw1").startWith(List.of("cookie_threshold = 1", "block_threshold = 100000"));
    lab.run("lb", UnfinishedHandshakes.class, "10.50.0.11", "10.50.0.1", 1).orFail();
    assertEquals(1, lab.gateway("gw1").halfOpen());
    lab.ikelb().start(TOPOLOGY);
    VpnClient client = lab.client("c2");
    int before = client.cookiesAsked();
    client.dial("psk");
    client.ping(3);
    assertTrue(lab.ikelb().answered() > 0, "ikelb asked");
    assertTrue(client.cookiesAsked() - before > lab.ikelb().answered(), "and the gateway");
  }

  @Test
  void forgedAddressesOpenNothingAndGainNothing() {
    lab.gateway("gw1").start();
    lab.ikelb().start(TOPOLOGY);
    try (Tap tap = lab.tap(500)) {
      lab.run("c2", HandshakeFlood.class, "10.99.0.10", "10.77", FORGED, 500).orFail();
      await("all are answered")
          .atMost(10, SECONDS)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> lab.ikelb().answered() == FORGED);
      List<Capture.Datagram> seen = tap.seen();
      int shortest = lengths(seen, true).min().orElseThrow();
      int longest = lengths(seen, false).max().orElseThrow();
      assertTrue(longest <= shortest, longest + " bytes for " + shortest);
    }
    assertEquals(List.of(), lab.ikelb().sessions());
    assertEquals(0, lab.gateway("gw1").halfOpen());
  }

  private static IntStream lengths(List<Capture.Datagram> seen, boolean toIkelb) {
    return seen.stream()
        .filter(datagram -> isForged(toIkelb ? datagram.from() : datagram.to()))
        .mapToInt(datagram -> datagram.payload().length);
  }

  private static boolean isForged(InetSocketAddress endpoint) {
    return endpoint.getAddress().getHostAddress().startsWith("10.77.");
  }
}
