package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.BY_ADDRESS;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ikelb.core.session.Session;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A strategy or method that says nothing, or nonsense, keeps nobody out. */
class StandInsTest {

  private static Balancer dialled(Balancer balancer, int times) {
    balancer.start();
    for (int i = 1; i <= times; i++) {
      balancer.client("192.0.2.1:" + (500 + i), ON_500, Packets.initRequest(0x1111L * i));
    }
    assertEquals(Map.of(), balancer.fromClients(ON_500).dropped());
    assertEquals(times, balancer.sessions.size());
    return balancer;
  }

  private static Map<String, Long> byGateway(Balancer balancer) {
    return balancer.sessions.all().stream()
        .collect(
            Collectors.groupingBy(
                session -> session.gateway().id().gateway(), Collectors.counting()));
  }

  private static List<String> placements(Balancer balancer) {
    return balancer.sessions.all().stream().map(Session::origin).map(o -> o.placement()).toList();
  }

  @Test
  void aStrategyThatThrowsIsReplacedByEverySessionByItself() {
    PersistencyStrategy broken =
        opening -> {
          throw new IllegalStateException("broken for the test");
        };
    Balancer balancer = dialled(new Balancer().with(broken), 4);
    assertEquals(Map.of("vpn1", 2L, "vpn2", 2L), byGateway(balancer));
    balancer.sessions.all().forEach(session -> assertTrue(session.origin().key().isEmpty()));
    assertEquals(
        Map.of("vpn1", 4L),
        byGateway(dialled(new Balancer().with(BY_ADDRESS), 4)),
        "the same clients, kept together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "leaves it as it was", "an index too high"})
  void aMethodThatFailsIsReplacedByWeightedRoundRobin(String how) {
    Selector broken =
        (session, load, order) -> {
          order[0] = how.equals("an index too high") ? order.length : 0;
          if (how.equals("throws")) {
            throw new IllegalStateException("broken for the test");
          }
        };
    Balancer balancer = dialled(new Balancer().with(broken), 4);
    assertEquals(Map.of("vpn1", 2L, "vpn2", 2L), byGateway(balancer));
    placements(balancer)
        .forEach(
            placement ->
                assertEquals(
                    "weighted-round-robin stands in for method, which failed, choice 1",
                    placement));
  }
}
