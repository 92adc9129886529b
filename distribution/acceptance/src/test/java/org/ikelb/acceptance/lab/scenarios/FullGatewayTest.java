package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A gateway with strongSwan's own limits for one address: from 3 half-open SAs it asks for cookies,
 * from 5 it is silent. Only the time after which it forgets them is shorter, 12 s for 30 s. As long
 * as gw1 takes sessions it gets practically all of them.
 */
@LabTest
class FullGatewayTest {
  private static final Duration FORGETS = Duration.ofSeconds(12);
  private static final Duration NOTICED = Duration.ofSeconds(4);

  /** strongSwan goes on asking for cookies for 10 s. */
  private static final Duration RETURN = FORGETS.plusSeconds(12);

  private final Lab lab;

  FullGatewayTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void start() {
    lab.gateway("gw1").startWith(List.of("half_open_timeout = " + FORGETS.toSeconds()));
    lab.gateway("gw2").start();
    lab.ikelb().start(LabTopology.over("gw1", "gw2").weight("gw1", 1000));
    lab.ikelb().awaitGateway("gw1", NOTICED, says("answers on 500 and 4500"));
  }

  @AfterEach
  void stop() {
    lab.hangUpAll();
    lab.gateway("gw1").stop();
    lab.gateway("gw2").stop();
  }

  @Test
  void aFullGatewayGetsNoNewSessionsKeepsItsTunnelsAndServesAgain() {
    VpnClient user = lab.client("c1");
    mustBeOn("gw1", user);
    Pinging pinging = user.startPinging();

    leaveUnfinished(5);
    lab.ikelb().awaitGateway("gw1", NOTICED, says("full: silent after its cookie"));
    Seen.Gateway full = lab.ikelb().gateway("gw1");
    assertEquals("full", full.reason());
    assertTrue(full.up() && !full.takesSessions(), full::toString);
    mustBeOn("gw2", lab.client("c2"));
    mustBeOn("gw2", lab.client("c3"));
    assertEquals(5, lab.gateway("gw1").halfOpen(), "it was full all the time");

    lab.ikelb().awaitGateway("gw1", RETURN, Seen.Gateway::takesSessions);
    mustBeOn("gw1", lab.client("c4"));
    pinging.stopWithoutLoss();
    assertEquals("gw1", lab.gatewayOf(user));
  }

  @Test
  void aCrowdedGatewayGoesOnTakingSessions() {
    leaveUnfinished(3);
    lab.ikelb().awaitGateway("gw1", NOTICED, says("crowded: answers after a cookie"));
    Seen.Gateway crowded = lab.ikelb().gateway("gw1");
    assertTrue(crowded.up() && crowded.takesSessions(), crowded::toString);
    mustBeOn("gw1", lab.client("c1"));
  }

  private static Predicate<Seen.Gateway> says(String detail) {
    return gateway -> gateway.probe("probe").detail().startsWith(detail);
  }

  /** Begins handshakes with gw1 from the address that ikelb uses, too. */
  private void leaveUnfinished(int count) {
    String begun =
        lab.run("lb", UnfinishedHandshakes.class, "10.50.0.11", "10.50.0.1", count)
            .orFail()
            .output();
    assertEquals(Integer.toString(count), begun);
  }

  private void mustBeOn(String gateway, VpnClient client) {
    client.dial("psk");
    client.ping(3);
    assertEquals(gateway, lab.gatewayOf(client), client.name());
  }
}
