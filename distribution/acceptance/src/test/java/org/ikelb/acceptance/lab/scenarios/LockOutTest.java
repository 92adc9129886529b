package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ikelb.acceptance.lab.Execution;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.JunkLogins;
import org.ikelb.acceptance.lab.traffic.OpeningFlood;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * strongSwan with its own limits serves nobody of an address that has 5 half-open SAs, and to it
 * all clients of a translating balancer are one address, or as many as the balancer has.
 */
@LabTest
class LockOutTest {
  private static final int UNFINISHED = 12;

  /** strongSwan's block_threshold. */
  private static final int LIMIT = 5;

  private static final int SOURCES = 4;

  /** Below the limit, even while both probes of the monitor are counted. */
  private static final int SAFE = LIMIT - 2;

  /** strongSwan's cookie_threshold_ip. */
  private static final int COOKIES_FROM = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(20);
  private static final int LOGINS = 3;
  private static final int MANY = 500;
  private static final int ATTACK_SECONDS = 120;

  private final Lab lab;

  LockOutTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void startGateway() {
    lab.gateway("gw1").startStock();
  }

  @AfterEach
  void stopGateway() {
    lab.hangUpAll();
    lab.gateway("gw1").stop();
  }

  @Test
  void twelveUnfinishedHandshakesOverFourSourceAddressesLockNobodyOut() {
    lab.ikelb().start(LabTopology.over("gw1").sources(4));
    assertEquals(UNFINISHED, beginHandshakes(UNFINISHED));
    lab.client("c1").dial("psk", PATIENCE).orFail();
    lab.client("c1").ping(5);
  }

  /** The control: without several addresses the same test fails. */
  @Test
  void withOneSourceAddressTheyDo() {
    lab.ikelb().start(LabTopology.over("gw1").sources(1));
    assertEquals(LIMIT, beginHandshakes(LIMIT + 1));
    Execution dialed = lab.client("c1").dial("psk", PATIENCE);
    assertFalse(dialed.succeeded(), dialed.toString());
  }

  @Test
  void noGatewayIsBroughtToItsLimitThatIsSaidToHaveOne() {
    lab.ikelb().start(LabTopology.over("gw1").sources(SOURCES).maxHalfOpen(SOURCES * SAFE));
    long refusedBefore = refused();
    int kept = beginHandshakes(SOURCES * (SAFE + 1));
    assertEquals(SOURCES * SAFE, kept, "all that may be");
    assertEquals(kept, lab.gateway("gw1").halfOpen());
    assertEquals(refusedBefore, refused(), lab.gateway("gw1").logged());
  }

  /**
   * What comes as far as the gateway has brought back ikelb's cookie, and is asked for the
   * gateway's own, since that has three half-open SAs of each source address.
   */
  @ParameterizedTest
  @EnumSource
  void noGatewayIsBroughtToItsLimitByWhoForgesAddresses(Forger forger) {
    lab.ikelb()
        .start(
            LabTopology.over("gw1")
                .unmonitored()
                .sources(SOURCES)
                .maxHalfOpen(SOURCES * (LIMIT - 1))
                .guards("\"rate-limit\"", "{ \"type\": \"cookie\", \"always\": true }"));
    VpnClient user = lab.client("c1");
    int askedBefore = user.cookiesAsked();
    long refusedBefore = refused();
    assertEquals(SOURCES * COOKIES_FROM, beginHandshakes(SOURCES * COOKIES_FROM));
    long answered = lab.ikelb().answered();
    Running attack = forger.begin(lab);
    await("ikelb asks the forger for cookies")
        .atMost(20, SECONDS)
        .until(() -> lab.ikelb().answered() > answered + MANY);
    int most = 0;
    int loggedIn = 0;
    for (int login = 0; login < LOGINS; login++) {
      most = Math.max(most, lab.gateway("gw1").halfOpen());
      loggedIn += user.dial("psk", LONG_PATIENCE).succeeded() ? 1 : 0;
      user.hangUp();
      most = Math.max(most, lab.gateway("gw1").halfOpen());
    }
    boolean wentOn = attack.goesOn();
    attack.stop();
    int asked = user.cookiesAsked() - askedBefore;
    String figures =
        "%s: strongSwan had up to %d half-open; %d of %d logins, asked for %d cookies"
            .formatted(forger, most, loggedIn, LOGINS, asked);
    System.out.println(figures);
    assertTrue(wentOn, "the attack went on");
    assertTrue(most >= SOURCES * COOKIES_FROM && most <= SOURCES * (LIMIT - 1), figures);
    assertEquals(refusedBefore, refused(), figures);
    assertEquals(LOGINS, loggedIn, figures);
    assertTrue(asked > LOGINS, figures); // by ikelb each, and by strongSwan as long as it has those
  }

  /** Who forges addresses. */
  enum Forger {
    JUNK_LOGINS,
    OPENING_FLOOD;

    Running begin(Lab lab) {
      return this == JUNK_LOGINS
          ? lab.start("c2", JunkLogins.class, "10.99.0.10", "10.77", 10_000, 600, ATTACK_SECONDS)
          : lab.start("c2", OpeningFlood.class, "10.99.0.10", "10.77", 3_000, ATTACK_SECONDS);
    }
  }

  /** Requests that the gateway did not answer because of its limit. */
  private long refused() {
    return lab.gateway("gw1")
        .logged()
        .lines()
        .filter(line -> line.contains("half-open IKE_SA limit"))
        .count();
  }

  /** How many of the handshakes the gateway keeps half-open. */
  private int beginHandshakes(int count) {
    Execution handshakes =
        lab.run("c2", UnfinishedHandshakes.class, "10.99.0.10", "10.78.0", count).orFail();
    return Integer.parseInt(handshakes.output());
  }
}
