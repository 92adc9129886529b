package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab itself, without a balancer: what fails here is not ikelb's fault. */
@LabTest
class DirectTunnelsTest {
  private final Lab lab;

  DirectTunnelsTest(Lab lab) {
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

  @ParameterizedTest(name = "a tunnel of {0} carries pings, full packets and 10 MB each way")
  @ValueSource(strings = {"c1", "c3", "c6"})
  void carriesTraffic(String name) {
    VpnClient client = lab.client(name);
    client.dial("gw1");
    client.ping(5);
    client.ping(5, 1372);
    client.exchange(10_000_000);
    assertEquals("gw1", lab.gatewayOf(client));
  }

  @Test
  void losesNoPingOfARunningPing() {
    VpnClient client = lab.client("c2");
    client.dial("gw2");
    var pinging = client.startPinging();
    client.exchange(1_000_000);
    pinging.stopWithoutLoss();
    assertEquals("gw2", lab.gatewayOf(client));
  }

  @Test
  void noticesAWrongNameOfAConnection() {
    var dialed = lab.client("c1").dial("nowhere", Duration.ofSeconds(2));
    assertEquals(false, dialed.succeeded(), dialed.output());
  }
}
