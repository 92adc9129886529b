package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.route.Lookup;
import org.ikelb.core.route.Route;
import org.ikelb.ike.NatTraversal;
import org.junit.jupiter.api.Test;

/** Requests of a test of the network: answered by whoever knows them, and nothing else. */
class TestRequestsTest {
  private static final String CLIENT = "192.0.2.1:500";
  private static final long MARKED = 0x1111;
  private static final long OTHER = 0x2222;

  private final Balancer balancer = Balancer.started();
  private final Answerer answerer = new Answerer();

  private static final class Answerer implements TestAnswerer {
    final List<String> asked = new ArrayList<>();
    boolean hasNone;
    boolean isTooLong;

    @Override
    public boolean knows(long initiatorSpi, long nowNanos) {
      return initiatorSpi == MARKED;
    }

    @Override
    public Optional<ByteBuffer> answer(
        boolean natT, InetSocketAddress client, ByteBuffer message, long nowNanos) {
      asked.add(client.getAddress().getHostAddress() + (natT ? " marked" : " plain"));
      if (hasNone) {
        return Optional.empty();
      }
      return Optional.of(
          isTooLong ? ByteBuffer.allocate(message.remaining() + 1) : message.duplicate());
    }
  }

  private void holds(Traffic traffic) {
    long dropped = traffic.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(traffic.received(), traffic.forwarded() + traffic.answered() + dropped);
  }

  @Test
  void areAnsweredOnBothPortsAndOpenNothing() {
    balancer.testMark.ask(answerer);
    balancer.client(CLIENT, ON_500, Packets.initRequest(MARKED));
    balancer.client(CLIENT, ON_4500, NatTraversal.withMarker(Packets.initRequest(MARKED)));

    assertEquals(List.of("192.0.2.1 plain", "192.0.2.1 marked"), answerer.asked);
    assertEquals(0, balancer.sessions.size());
    for (int server : List.of(ON_500, ON_4500)) {
      assertEquals(1, balancer.fromClients(server).answered());
      holds(balancer.fromClients(server));
      FakeTransport.Sent sent = balancer.transports.get(server).sent.get(0);
      assertEquals(Optional.of(new InetSocketAddress("192.0.2.1", 500)), sent.client());
    }
    int plain = Packets.initRequest(MARKED).remaining();
    assertEquals(plain, balancer.transports.get(0).sent.get(0).bytes());
    assertEquals(plain + 4, balancer.transports.get(1).sent.get(0).bytes());
  }

  @Test
  void areAnsweredOnTheFlowOfAClientThatHasASession() {
    balancer.client(CLIENT, ON_500, Packets.initRequest(OTHER));
    balancer.testMark.ask(answerer);
    balancer.client(CLIENT, ON_500, Packets.initRequest(MARKED));
    assertEquals(1, balancer.fromClients(ON_500).answered());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void areLikeAnyOtherOnceNobodyIsAsked() {
    balancer.testMark.ask(answerer);
    balancer.testMark.leave(new Answerer());
    balancer.client(CLIENT, ON_500, Packets.initRequest(OTHER));
    assertEquals(1, balancer.sessions.size());
    balancer.testMark.leave(answerer);
    balancer.client("192.0.2.2:500", ON_500, Packets.initRequest(MARKED));
    assertEquals(List.of(), answerer.asked);
    assertEquals(2, balancer.sessions.size());
  }

  @Test
  void areDroppedAndCountedIfThereIsNoAnswerOrOneThatIsLonger() {
    balancer.testMark.ask(answerer);
    answerer.hasNone = true;
    balancer.client(CLIENT, ON_500, Packets.initRequest(MARKED));
    answerer.hasNone = false;
    answerer.isTooLong = true;
    balancer.client(CLIENT, ON_500, Packets.initRequest(MARKED));
    assertEquals(Map.of("test-limit", 2L), balancer.fromClients(ON_500).dropped());
    holds(balancer.fromClients(ON_500));
    assertEquals(List.of(), balancer.transports.get(0).sent);
  }

  @Test
  void areSeenByWhoeverTracesThem() throws Exception {
    balancer.testMark.ask(answerer);
    balancer.transports.forEach(transport -> transport.runsAtOnce = true);
    Lookup lookup =
        new RouteFinder(balancer.relays)
            .find(
                balancer.servers.get(ON_500),
                List.of(ON_500),
                new InetSocketAddress("192.0.2.1", 500),
                Packets.initRequest(MARKED));
    assertTrue(lookup.route() instanceof Route.Test);
    assertEquals(List.of(), answerer.asked);
  }
}
