package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The path between ikelb and two of three gateways is cut for 90 s, in two ways: gw1 is unplugged,
 * which ikelb's host notices; what comes to gw2 is dropped, which nobody notices. Their clients
 * ping ten times a second all the time.
 */
@LabTest
class PathCutTest {
  private static final Duration CUT = Duration.ofSeconds(90);
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);
  private static final int TOLERABLE_LOSS = 5;

  private final Lab lab;

  PathCutTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2", "gw3");
    lab.ikelb().start(LabTopology.over("gw1", "gw2", "gw3"));
  }

  @Test
  void tunnelsGoOnAsTheyWereWhenTheirGatewayCanBeReachedAgain() throws InterruptedException {
    List<VpnClient> users = lab.clients("c1", "c2", "c3");
    users.forEach(c -> c.dial("psk"));
    List<String> gateways = users.stream().map(lab::gatewayOf).sorted().toList();
    assertEquals(List.of("gw1", "gw2", "gw3"), gateways);
    List<String> spis = users.stream().map(VpnClient::spiPair).toList();
    List<String> places = users.stream().map(lab::gatewayOf).toList();
    List<Pinging> pinging = users.stream().map(VpnClient::startPinging).toList();

    lab.unplug("gw1");
    lab.gateway("gw2").block("meta l4proto udp");
    Thread.sleep(CUT.toMillis());
    assertTrue(lab.ikelb().gateway("gw1").down() && lab.ikelb().gateway("gw2").down());
    VpnClient stranger = lab.client("c4");
    stranger.dial("psk");
    assertEquals("gw3", lab.gatewayOf(stranger));

    lab.plugIn("gw1");
    lab.gateway("gw2").unblock();
    List<Integer> returned = pinging.stream().map(Pinging::soFar).toList();
    Thread.sleep(AFTERWARDS.toMillis());

    for (int i = 0; i < users.size(); i++) {
      boolean wasCut = !places.get(i).equals("gw3");
      Pinging.Answers answers = pinging.get(i).stop();
      assertEquals(wasCut, answers.lostBefore(returned.get(i)), "it was cut: " + answers);
      assertTrue(answers.lostAfter(returned.get(i)) <= TOLERABLE_LOSS, answers::toString);
    }
    assertEquals(spis, users.stream().map(VpnClient::spiPair).toList());
    assertEquals(places, users.stream().map(lab::gatewayOf).toList());
    for (String gateway : List.of("gw1", "gw2")) {
      lab.ikelb().awaitGateway(gateway, AFTERWARDS, Seen.Gateway::takesSessions);
    }
  }
}
