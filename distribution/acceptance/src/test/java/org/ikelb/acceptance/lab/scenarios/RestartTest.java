package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ikelb goes away and comes back; nobody dials again. */
@LabTest
class RestartTest {
  private static final LabTopology TOPOLOGY = LabTopology.over("gw1", "gw2");

  private final Lab lab;
  private List<VpnClient> users = List.of();

  RestartTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
    users = lab.clients("c1", "c3", "c4", "c6");
  }

  @BeforeEach
  void dial() {
    lab.ikelb().start(TOPOLOGY);
    users.forEach(user -> user.dial("psk"));
    users.forEach(user -> user.ping(3));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void keepsEveryTunnelOverAStopAndAStart() {
    Map<String, String> tunnels = tunnels();
    Map<String, String> placement = placement();
    lab.ikelb().restart(TOPOLOGY);
    users.forEach(user -> user.ping(5));
    assertEquals(tunnels, tunnels());
    assertEquals(placement, placement());
    newcomersAreServed();
  }

  @Test
  void keepsEveryTunnelThatIsOlderThanAFewSecondsWhenItIsKilled() {
    Map<String, String> tunnels = tunnels();
    lab.ikelb().awaitSaved();
    lab.ikelb().crashAndStart(TOPOLOGY);
    users.forEach(user -> user.ping(5));
    assertEquals(tunnels, tunnels());
    newcomersAreServed();
  }

  private void newcomersAreServed() {
    VpnClient newcomer = lab.client("c2");
    newcomer.dial("psk");
    newcomer.ping(3);
  }

  private Map<String, String> tunnels() {
    Map<String, String> pairs = new TreeMap<>();
    users.forEach(user -> pairs.put(user.name(), user.spiPair()));
    return pairs;
  }

  private Map<String, String> placement() {
    Map<String, String> placement = new TreeMap<>();
    for (Seen.Session session : lab.ikelb().sessions()) {
      placement.put(session.id(), session.gateway());
    }
    return placement;
  }
}
