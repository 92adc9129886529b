package org.ikelb.acceptance.lab.scenarios;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.ikelb.acceptance.lab.EventLoss;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.VpnGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SAs are replaced under a running ping. The DELETE of the old one is lost, lost again when it is
 * repeated after 1 s, and comes when it is repeated after 2.6 s.
 */
@LabTest
class RekeyTest {
  private static final Duration HELD_BACK = Duration.ofMillis(1_500);

  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private final Lab lab;
  private final VpnClient client;

  RekeyTest(Lab lab) {
    this.lab = lab;
    this.client = lab.client("c1");
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aNewIkeSaByTheClientLosesNoPing() {
    rekey("the client replaces its IKE SA", (c, gateway) -> c.rekeyIke());
  }

  @Test
  void aNewIkeSaByTheGatewayLosesNoPing() {
    rekey("the gateway replaces the IKE SA", VpnClient::rekeyIke);
  }

  @Test
  void aNewChildSaByTheClientLosesNoPing() {
    rekey("the client replaces its ESP SA", (c, gateway) -> c.rekeyChild());
  }

  @Test
  void aNewChildSaByTheGatewayLosesNoPing() {
    rekey("the gateway replaces the ESP SA", VpnClient::rekeyChild);
  }

  private void rekey(String event, BiConsumer<VpnClient, VpnGateway> rekey) {
    EventLoss.measure(event, 0, connection -> lost(connection, rekey)).mustBeTolerable();
  }

  private long lost(String connection, BiConsumer<VpnClient, VpnGateway> rekey) {
    try (PingedTunnel tunnel = PingedTunnel.dial(client, connection)) {
      VpnGateway gateway = lab.gateway(lab.gatewayOf(client));
      lab.holdBackInformational();
      try {
        rekey.accept(client, gateway);
        tunnel.goOn(HELD_BACK);
      } finally {
        lab.releaseInformational();
      }
      tunnel.goOn(AFTERWARDS);
      return tunnel.lost();
    }
  }
}
