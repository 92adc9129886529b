package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.lab.DeployedStrategy;
import org.ikelb.acceptance.lab.EventLoss;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ikelb is changed, stopped or killed under a running ping; the tunnel stays the same one. */
@LabTest
class OutageLossTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1", "gw2");
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);
  private static final int MILLIS_A_PING = 100;

  private final Lab lab;
  private final VpnClient client;
  private int version;

  OutageLossTest(Lab lab) {
    this.lab = lab;
    this.client = lab.client("c3");
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    DeployedStrategy unused = lab.ikelb().deployStrategy();
    lab.ikelb().start(TOPOLOGY);
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aStopAndAStartLoseLittleMoreThanTheTimeBetween() {
    EventLoss.measure(
            "SIGTERM and start, beyond the down time",
            3,
            connection -> lostBeyond(connection, () -> lab.ikelb().restart(TOPOLOGY)))
        .mustBeTolerable();
  }

  @Test
  void aKillAndAStartLoseLittleMoreThanTheTimeBetween() {
    EventLoss.measure(
            "kill -9 and start, beyond the down time",
            3,
            connection -> lostBeyond(connection, () -> lab.ikelb().crashAndStart(TOPOLOGY)))
        .mustBeTolerable();
  }

  /** Without what is lost while ikelb is away; its control is lost only if the lab fails. */
  private long lostBeyond(String connection, Runnable outage) {
    try (PingedTunnel tunnel = PingedTunnel.dial(client, connection)) {
      String spis = client.spiPair();
      lab.ikelb().awaitSaved();
      long began = System.nanoTime();
      outage.run();
      long downMillis = (System.nanoTime() - began) / 1_000_000;
      tunnel.goOn(AFTERWARDS);
      assertEquals(spis, client.spiPair(), "the same tunnel");
      System.out.println(connection + ": ikelb was down for " + downMillis + " ms");
      long excused = connection.equals("psk") ? downMillis / MILLIS_A_PING : 0;
      return Math.max(0, tunnel.lost() - excused);
    }
  }

  @Test
  void aTopologyAppliedLosesNoPing() {
    EventLoss.measure("topology applied", 0, connection -> lost(connection, this::applyATopology))
        .mustBeTolerable();
  }

  private void applyATopology() {
    lab.ikelb().apply(TOPOLOGY.weight("gw3", 1).weight("gw1", 7).method("maglev"));
    lab.ikelb().apply(TOPOLOGY);
  }

  @Test
  void anUpdateOfTheStrategysBundleLosesNoPing() {
    EventLoss.measure(
            "strategy bundle updated", 0, connection -> lost(connection, this::updateTheStrategy))
        .mustBeTolerable();
  }

  private void updateTheStrategy() {
    String next = "99.0." + ++version;
    lab.ikelb().deployStrategy().update(next);
    Awaitility.await(next)
        .until(() -> lab.ikelb().plugins().stream().anyMatch(p -> p.version().equals(next)));
  }

  private long lost(String connection, Runnable event) {
    try (PingedTunnel tunnel = PingedTunnel.dial(client, connection)) {
      event.run();
      return tunnel.goOn(AFTERWARDS).lost();
    }
  }
}
