package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnGateway;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.Test;

/** What probing costs gateways: nothing that lasts. strongSwan keeps a half-open SA for 30 s. */
@LabTest
class ProbesTest {
  private static final int PROBES = 1_000;

  /** A probe of IKE is a datagram to port 500 and one to port 4500. */
  private static final int DATAGRAMS = 2 * PROBES;

  private final Lab lab;

  ProbesTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aThousandOfThemLeaveNoHalfOpenSaOnAGateway() {
    List<VpnGateway> gateways = List.of(lab.gateway("gw1"), lab.gateway("gw2"));
    for (VpnGateway gateway : gateways) {
      gateway.startWith(List.of("half_open_timeout = 600"));
      gateway.datagrams();
    }
    lab.ikelb()
        .start(LabTopology.over("gw1", "gw2").monitors("fast-ping", "readiness", "liveness"));

    await("probes")
        .atMost(120, SECONDS)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> gateways.stream().allMatch(g -> g.datagrams() >= DATAGRAMS));

    for (VpnGateway gateway : gateways) {
      assertEquals(0, gateway.halfOpen(), gateway.name());
      Seen.Gateway seen = lab.ikelb().gateway(gateway.name());
      assertTrue(seen.up() && seen.takesSessions(), seen::toString);
    }
    // The count does see what stays half-open.
    lab.run("lb", UnfinishedHandshakes.class, "10.50.0.11", "10.50.0.1", 1).orFail();
    assertEquals(1, lab.gateway("gw1").halfOpen());
  }
}
