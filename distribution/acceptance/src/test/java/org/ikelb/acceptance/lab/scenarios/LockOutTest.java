package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.ikelb.acceptance.lab.Execution;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
