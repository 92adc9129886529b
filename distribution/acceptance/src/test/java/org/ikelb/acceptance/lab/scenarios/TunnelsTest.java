package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real tunnels through ikelb: logins, families, packet sizes, and who is where. */
@LabTest
class TunnelsTest {
  private static final LabTopology BY_SPI = LabTopology.over("gw1", "gw2");

  private final Lab lab;
  private final List<VpnClient> everybody;

  TunnelsTest(Lab lab) {
    this.lab = lab;
    this.everybody = lab.clients("c1", "c2", "c3", "c4", "c6");
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(BY_SPI);
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void carriesTunnelsWithPresharedKeysOfDirectTranslatedAndIpv6Clients() {
    carryTunnelsOfEverybody("psk");
  }

  @Test
  void carriesEapLoginsWhoseCertificateComesInIkeFragments() {
    int before = ikeFragmentations();
    carryTunnelsOfEverybody("eap");
    assertTrue(ikeFragmentations() >= before + everybody.size(), "the gateways fragmented IKE");
  }

  @Test
  void carriesEapLoginsWhoseCertificateComesInIpFragments() {
    int before = ikeFragmentations();
    carryTunnelsOfEverybody("eap-whole");
    assertEquals(before, ikeFragmentations(), "the gateways did not fragment IKE");
  }

  @Test
  void spreadsTwoClientsBehindOneNatByTheirSpis() {
    dialAll("psk", "c3", "c4");
    assertNotEquals(gatewayOf("c3"), gatewayOf("c4"));
  }

  @Test
  void keepsTwoClientsBehindOneNatTogetherByTheirAddress() {
    lab.ikelb().start(BY_SPI.strategy("source-ip"));
    try {
      dialAll("psk", "c3", "c4");
      assertEquals(gatewayOf("c3"), gatewayOf("c4"));
    } finally {
      lab.hangUpAll();
      lab.ikelb().start(BY_SPI);
    }
  }

  @Test
  void takesAnIpv6ClientToGatewaysThatHaveOnlyIpv4() {
    lab.ikelb().start(BY_SPI.ipv4Gateways());
    try {
      VpnClient client = lab.client("c6");
      for (String connection : List.of("psk", "eap", "eap-whole")) {
        client.dial(connection);
        client.ping(5, 1372);
        client.exchange(1_000_000);
        client.hangUp();
      }
    } finally {
      lab.hangUpAll();
      lab.ikelb().start(BY_SPI);
    }
  }

  private void carryTunnelsOfEverybody(String connection) {
    everybody.forEach(c -> c.dial(connection));
    Map<String, String> before = placement();
    assertEquals(Set.of("gw1", "gw2"), Set.copyOf(before.values()), "both gateways serve");
    for (VpnClient client : everybody) {
      client.ping(5);
      client.ping(5, 1372);
      client.exchange(10_000_000);
    }
    assertEquals(before, placement(), "every session stays on its own gateway");
    everybody.forEach(c -> assertEquals(before.get(c.name()), gatewayShownByIkelb(c), c.name()));
  }

  private String gatewayShownByIkelb(VpnClient client) {
    String pair = client.spiPair();
    List<Seen.Session> sessions =
        lab.ikelb().sessions().stream().filter(s -> s.spiPairs().contains(pair)).toList();
    assertEquals(1, sessions.size(), () -> client.name() + " has one session: " + sessions);
    assertTrue(sessions.get(0).established(), sessions.toString());
    return sessions.get(0).gatewayName();
  }

  private Map<String, String> placement() {
    Map<String, String> placement = new LinkedHashMap<>();
    everybody.forEach(c -> placement.put(c.name(), lab.gatewayOf(c)));
    return placement;
  }

  private void dialAll(String connection, String... clients) {
    lab.clients(clients)
        .forEach(
            client -> {
              client.dial(connection);
              client.ping(3);
            });
  }

  private String gatewayOf(String client) {
    return lab.gatewayOf(lab.client(client));
  }

  /** How often the gateways have split an IKE message. */
  private int ikeFragmentations() {
    String logs = lab.gateway("gw1").logged() + lab.gateway("gw2").logged();
    return logs.split("splitting IKE message", -1).length - 1;
  }
}
