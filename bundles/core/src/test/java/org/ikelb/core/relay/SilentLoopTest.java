package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.route.Lookup;
import org.ikelb.core.route.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of two loops one does not turn: whoever asks where a datagram goes gets what the other knows. */
@Tag("slow")
class SilentLoopTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 500);

  private final Balancer balancer = Balancer.started();
  private final ServerPlan server = Objects.requireNonNull(balancer.servers.get(ON_500));

  @BeforeEach
  void oneTurns() {
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(0x1111));
    balancer.transports.get(0).runsAtOnce = true;
  }

  private Lookup find(InetSocketAddress client) throws TimeoutException {
    return new RouteFinder(balancer.relays)
        .find(server, List.of(ON_500, ON_4500), client, Packets.initRequest(0x1111));
  }

  @Test
  void aFlowOfTheOtherLoopIsFound() throws TimeoutException {
    Lookup lookup = find(CLIENT);
    assertTrue(lookup.route() instanceof Route.Again);
    assertEquals(List.of(1), lookup.silent());
  }

  @Test
  void whatNobodyKnowsIsDecidedByTheOtherLoop() throws TimeoutException {
    Lookup lookup = find(new InetSocketAddress("192.0.2.2", 500));
    assertTrue(lookup.route() instanceof Route.Opening);
    assertEquals(List.of(0), lookup.loops());
    assertEquals(List.of(1), lookup.silent());
  }

  @Test
  void ifAllAreSilentThatIsSaid() {
    balancer.transports.get(0).runsAtOnce = false;
    assertEquals(
        "loop 0 has not answered for 2 s",
        assertThrows(TimeoutException.class, () -> find(CLIENT)).getMessage());
  }
}
