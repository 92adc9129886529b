package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.VpnGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Both ends delete one of two ESP SAs before either hears of the other's wish. Then both answers
 * are empty (RFC 7296, section 1.4.1), as they are when the IKE SA is deleted; but it lives.
 */
@LabTest
class CrossingDeletesTest {
  /** Both have asked, and neither has repeated it. */
  private static final Duration HELD_BACK = Duration.ofMillis(600);

  /** What has lost its IKE SA ends after 60 s of silence, and 16 s until that is noticed. */
  private static final Duration SILENCE = Duration.ofSeconds(77);

  /** Without an address in it a gateway takes no ESP SA for it. */
  private static final String SPARE_NETWORK = "10.250.0.1/24";

  private final Lab lab;

  CrossingDeletesTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void start() {
    lab.gateway("gw1").namespace().run("ip", "addr", "add", SPARE_NETWORK, "dev", "corp0").orFail();
    lab.gateway("gw1")
        .startWith(
            List.of("keep_alive = 0", "cookie_threshold_ip = 0", "block_threshold = 100000"));
    lab.ikelb().start(LabTopology.over("gw1"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aQuietTunnelOutlivesDeletesOfAnEspSaThatCross() throws InterruptedException {
    VpnClient client = lab.client("c1");
    VpnGateway gateway = lab.gateway("gw1");
    client.startWith(List.of("keep_alive = 0"));
    client.dial("psk");
    client.ping(3);
    client.addSpareChild();
    Seen.Session session = lab.ikelb().sessionOf(client);

    lab.holdBackInformational();
    var byClient = CompletableFuture.runAsync(client::endSpareChild);
    var byGateway = CompletableFuture.runAsync(gateway::endSpareChild);
    Thread.sleep(HELD_BACK.toMillis());
    lab.releaseInformational();
    byClient.join();
    byGateway.join();
    assertEquals(2, client.espSpis().size(), "both directions of one ESP SA are left");

    // The rule is about time, so time is what has to pass.
    Thread.sleep(SILENCE.toMillis());
    List<String> left = lab.ikelb().sessions().stream().map(Seen.Session::id).toList();
    assertAll(
        () -> assertEquals(List.of(session.id()), left, "its session lives"),
        () -> client.ping(3),
        () -> assertEquals(session.id(), lab.ikelb().sessionOf(client).id()));
  }
}
