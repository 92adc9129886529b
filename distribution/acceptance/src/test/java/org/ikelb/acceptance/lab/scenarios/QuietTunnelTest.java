package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.VpnGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tunnels in which nothing is said after the login: no keepalives, no signs of life, no traffic. A
 * login may take 35 s instead of 150 s here, so that nobody waits long to see that it is over.
 */
@LabTest
class QuietTunnelTest {
  private static final LabTopology TOPOLOGY =
      LabTopology.over("gw1").timeout("authenticating", "35s").timeout("nat-t", "2s");

  /** From the last IKE_AUTH on, and a moment until it is noticed. */
  private static final Duration QUIET = Duration.ofMillis(31_500);

  /** A session that were still half-open would have ended, and that been noticed. */
  private static final Duration LOGIN_IS_OVER = Duration.ofSeconds(40);

  private final Lab lab;

  QuietTunnelTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void start() {
    lab.gateway("gw1")
        .startWith(
            List.of("keep_alive = 0", "cookie_threshold_ip = 0", "block_threshold = 100000"));
    lab.ikelb().start(TOPOLOGY);
    lab.clients("c1", "c2").forEach(c -> c.startWith(List.of("keep_alive = 0")));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void staysUpWithoutAWordAndCarriesTrafficFromEitherEnd() throws InterruptedException {
    VpnClient asks = lab.client("c1");
    VpnClient isAsked = lab.client("c2");
    VpnGateway gateway = lab.gateway("gw1");
    asks.dial("psk-quiet");
    isAsked.dial("psk-quiet");
    List<String> tunnels = List.of(asks.spiPair(), isAsked.spiPair());
    String innerAddress = isAsked.innerAddress();
    assertEquals(List.of("half-open", "half-open"), states());

    // The rule is about time, so time is what has to pass.
    Thread.sleep(QUIET.toMillis());
    List<String> afterHalfAMinute = states();
    Seen.Gateway seen = lab.ikelb().gateway("gw1");
    Thread.sleep(LOGIN_IS_OVER.minus(QUIET).toMillis());

    assertAll(
        () -> assertEquals(List.of("quiet", "quiet"), afterHalfAMinute),
        () -> assertEquals(2, seen.quietSessions(), seen::toString),
        () -> assertEquals(List.of("quiet", "quiet"), states(), "no login is waited for any more"),
        () -> asks.ping(3),
        () -> gateway.ping(innerAddress, 3),
        () -> assertEquals(List.of("established", "established"), states()),
        () -> assertEquals(tunnels, List.of(asks.spiPair(), isAsked.spiPair())));
  }

  private List<String> states() {
    return lab.ikelb().sessions().stream().map(Seen.Session::state).toList();
  }
}
