package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.lab.EventLoss;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client's address or port changes under a running ping, or its link is cut for a while. */
@LabTest
class EndpointLossTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1", "gw2");
  private static final Duration AFTERWARDS = Duration.ofSeconds(6);

  /** Beyond nat-t, the 16 s in which that is noticed, and short of established. */
  private static final Duration CUT = Duration.ofSeconds(22);

  private final Lab lab;
  private final VpnClient mobile;
  private final VpnClient translated;
  private int rebinds;

  EndpointLossTest(Lab lab) {
    this.lab = lab;
    this.mobile = lab.client("c1");
    this.translated = lab.client("c3");
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(TOPOLOGY);
    rebind();
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aNatThatRebindsUnderAClientWithoutDpdCostsLittle() {
    EventLoss.measure(
            "NAT rebinds; the client never asks for a sign of life",
            2,
            connection -> lost(PingedTunnel.dial(translated, connection), this::rebind))
        .mustBeTolerable();
  }

  @Test
  void aNatThatRebindsUnderAClientWithDpdCostsLittle() {
    EventLoss.measure(
            "NAT rebinds; the client has asked for a sign of life before",
            2,
            connection -> lost(afterOneDpd(connection + "-dpd"), this::rebind))
        .mustBeTolerable();
  }

  private PingedTunnel afterOneDpd(String connection) {
    translated.dial(connection);
    String asked = "sending DPD request";
    int before = occurrences(asked);
    Awaitility.await(asked).until(() -> occurrences(asked) > before);
    return PingedTunnel.over(translated);
  }

  private int occurrences(String logged) {
    return translated.logged().split(logged, -1).length;
  }

  @Test
  void aRoamCostsLittle() {
    EventLoss.measure(
            "the client roams (MOBIKE)",
            2,
            connection -> lost(PingedTunnel.dial(mobile, connection), lab::roam))
        .mustBeTolerable();
  }

  @Test
  void aRoamRightAfterANewIkeSaCostsLittle() {
    EventLoss.measure(
            "the client roams right after it replaced its IKE SA",
            3,
            connection -> lost(PingedTunnel.dial(mobile, connection), this::rekeyAndRoam))
        .mustBeTolerable();
  }

  private void rekeyAndRoam() {
    mobile.rekeyIke();
    lab.roam();
  }

  private static long lost(PingedTunnel pinged, Runnable event) {
    try (PingedTunnel tunnel = pinged) {
      event.run();
      return tunnel.goOn(AFTERWARDS).lost();
    }
  }

  @Test
  void aLinkThatIsCutForLongAndMendedHasTheSameTunnel() {
    lab.ikelb().start(TOPOLOGY.silence("3s", "60s"));
    EventLoss.measure("the client's link was cut for 22 s", 2, this::lostAfterACut)
        .mustBeTolerable();
  }

  private long lostAfterACut(String connection) {
    try (PingedTunnel tunnel = PingedTunnel.dial(mobile, connection)) {
      String spis = mobile.spiPair();
      lab.cutLink(mobile);
      tunnel.goOn(CUT);
      lab.mendLink(mobile);
      int mended = tunnel.soFar();
      tunnel.goOn(AFTERWARDS);
      assertEquals(spis, mobile.spiPair(), "the same tunnel");
      return tunnel.answers().lostAfter(mended);
    }
  }

  /** Lets the NAT use other ports than just before. */
  private void rebind() {
    lab.rebindNat(rebinds++ % 2 == 0 ? "20000-29999" : "30000-39999");
  }
}
