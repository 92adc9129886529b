package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.JunkLogins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody who gets no answers fills all half-open sessions that there are, and claims in each to
 * be logging in. That once locked everybody out: what he made up was believed for 150 s, and the
 * honest gave way to it.
 *
 * <p>For three minutes, as it was found: {@code -Dikelb.lab.attack.seconds=180}.
 */
@LabTest
class JunkLoginsTest {
  private static final Duration AT_LEAST =
      Duration.ofSeconds(Integer.getInteger("ikelb.lab.attack.seconds", 15));

  /** It is stopped long before. */
  private static final int MOST_SECONDS = 1_000;

  private static final int LOGINS = 20;

  /** Filled within a few seconds, so that most of the attack is spent beyond it. */
  private static final int HALF_OPEN = 300;

  /**
   * From 30 on strongSwan lets in only who brings back a cookie; its 16 threads may have been about
   * to let in one more each.
   */
  private static final int STRONGSWANS_LIMIT = 30 + 16;

  /** A client repeats its first request after 1, 2.6 and 5.2 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Lab lab;

  JunkLoginsTest(Lab lab) {
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

  @ParameterizedTest(name = "{1} a second from {0} addresses, guards {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1     | 110 | '\"rate-limit\", \"cookie\"'",
        "10000 | 600 | '\"rate-limit\", \"cookie\"'",
        "1     | 110 | ''",
        "10000 | 300 | ''",
      })
  void whoMakesUpLoginsLocksNobodyOut(int sources, int perSecond, String guards) {
    lab.ikelb().start(LabTopology.over("gw1", "gw2").sources(4).halfOpen(HALF_OPEN).guards(guards));
    VpnClient user = lab.client("c1");
    Running junk =
        lab.start("c2", JunkLogins.class, "10.99.0.10", "10.77", sources, perSecond, MOST_SECONDS);
    long begun = System.nanoTime();
    await("the junk has come to what fills all there is")
        .atMost(60, SECONDS)
        .until(() -> received() > 2L * HALF_OPEN);
    int tried = 0;
    int loggedIn = 0;
    int halfOpen = 0;
    int cookiesBefore = user.cookiesAsked();
    while (tried < LOGINS || System.nanoTime() - begun < AT_LEAST.toNanos()) {
      tried++;
      loggedIn += user.dial("psk", PATIENCE).succeeded() ? 1 : 0;
      user.hangUp();
      halfOpen = Math.max(halfOpen, mostHalfOpen());
    }
    junk.stop();
    String figures =
        "junk logins, %d a second from %d, guards [%s], %d s: %d of %d logins; strongSwan had up to %d half-open; asked for %d cookies"
            .formatted(
                perSecond,
                sources,
                guards,
                (System.nanoTime() - begun) / 1_000_000_000L,
                loggedIn,
                tried,
                halfOpen,
                user.cookiesAsked() - cookiesBefore);
    System.out.println(figures);
    assertEquals(tried, loggedIn, figures);
    assertTrue(halfOpen <= STRONGSWANS_LIMIT, figures);
  }

  /** As the gateways say themselves. */
  private int mostHalfOpen() {
    return Math.max(lab.gateway("gw1").halfOpen(), lab.gateway("gw2").halfOpen());
  }

  private long received() {
    return lab.ikelb().virtualServers().stream().mapToLong(v -> v.fromClients().received()).sum();
  }
}
