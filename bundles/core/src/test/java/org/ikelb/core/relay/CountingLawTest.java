package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** received = forwarded + answered + dropped, whatever comes in, and nothing is left behind. */
class CountingLawTest {

  private static final int STEPS = 20_000;
  private static final Duration FUZZED =
      Duration.ofSeconds(Integer.getInteger("ikelb.fuzz.seconds", 1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void holdsForRandomTraffic(long seed) {
    Balancer balancer = holdsIn(seed);
    assertTrue(balancer.fromClients(ON_500).dropped().containsKey(DropReason.OPENING_LIMIT.key()));
  }

  /** Other seeds each time; {@code -Dikelb.fuzz.seconds=600} is a night's worth. */
  @Test
  void holdsForAsManyRandomDatagramsAsThereIsTimeFor() {
    long seed = System.nanoTime();
    long datagrams = 0;
    long begun = System.nanoTime();
    System.out.println("fuzzed datagrams from seed " + seed);
    while (System.nanoTime() - begun < FUZZED.toNanos()) {
      Balancer balancer = holdsIn(seed++);
      for (int listenAddress : List.of(ON_500, ON_4500)) {
        datagrams += balancer.fromClients(listenAddress).received();
        datagrams += balancer.fromGateways(listenAddress).received();
      }
    }
    System.out.println(datagrams + " fuzzed datagrams");
  }

  private static Balancer holdsIn(long seed) {
    Random random = new Random(seed);
    Balancer balancer = new Balancer().with(new Limits(60, 20, 15)).withUpstreams(70).start();
    balancer.transports.forEach(transport -> transport.roomToWait = 1);
    for (int i = 0; i < STEPS; i++) {
      step(balancer, random);
    }
    balancer.settle();
    for (int listenAddress : List.of(ON_500, ON_4500)) {
      holds(balancer.fromClients(listenAddress));
      holds(balancer.fromGateways(listenAddress));
    }
    sessionsAddUp(balancer);
    balancer.pass(Duration.ofHours(2));
    sessionsAddUp(balancer);
    assertEquals(0, balancer.sessions.size());
    assertEquals(0, balancer.sessions.unsettledCount());
    assertEquals(0, balancer.sessions.upstreams().get());
    assertEquals(0, balancer.openSockets());
    assertEquals(0, balancer.gateways.stream().mapToInt(gateway -> gateway.sessions()).sum());
    return balancer;
  }

  /** opened = ended + there, but for those that nobody knows yet whose they are. */
  private static void sessionsAddUp(Balancer balancer) {
    for (LiveGateway gateway : balancer.gateways) {
      SessionCounts counts = gateway.counter().read(gateway.id());
      long ended = counts.ended().values().stream().mapToLong(Long::longValue).sum();
      long there =
          balancer.sessions.all().stream()
              .filter(session -> session.gateway() == gateway && !session.progress().isOffered())
              .count();
      assertEquals(counts.opened(), ended + there, counts::toString);
    }
  }

  private static void holds(Traffic traffic) {
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  private static void step(Balancer balancer, Random random) {
    if (random.nextInt(200) == 0) {
      balancer.pass(Duration.ofSeconds(random.nextInt(40)));
    }
    int listenAddress = random.nextInt(2);
    List<FakeTransport.FakeSocket> open = balancer.transports.get(listenAddress).open;
    if (!open.isEmpty() && random.nextBoolean()) {
      SessionUpstream upstream = open.get(random.nextInt(open.size())).user();
      balancer.gateway(upstream, listenAddress, datagram(random, listenAddress));
    } else {
      String client = "192.0.2." + random.nextInt(8) + ":" + (500 + random.nextInt(4));
      // Now and then the kernel thinks anew about the loop of an endpoint.
      int loop = random.nextInt(20) == 0 ? 1 - listenAddress : listenAddress;
      ByteBuffer datagram = datagram(random, listenAddress);
      if (random.nextInt(3) == 0) { // and now and then a loop has no time yet for what waits
        balancer.fromClient(client, listenAddress, loop, datagram);
      } else {
        balancer.client(client, listenAddress, loop, datagram);
      }
    }
  }

  private static ByteBuffer datagram(Random random, int listenAddress) {
    ByteBuffer datagram = wholeDatagram(random, listenAddress);
    for (int damages = random.nextInt(10) - 6; damages > 0 && datagram.hasRemaining(); damages--) {
      datagram.put(random.nextInt(datagram.limit()), (byte) random.nextInt(256));
    }
    return datagram;
  }

  private static ByteBuffer wholeDatagram(Random random, int listenAddress) {
    long spi = 1L + random.nextInt(40);
    long responder = 1L + random.nextInt(3);
    int exchange = Packets.AUTH + random.nextInt(3);
    int inside = List.of(0, 39, 42, 35).get(random.nextInt(4));
    ByteBuffer ike =
        switch (random.nextInt(8)) {
          case 0, 1 -> Packets.initRequest(spi);
          case 2 -> Packets.initAnswer(spi, responder);
          case 3 -> Packets.request(spi, responder, exchange, random.nextInt(4), inside);
          case 4 -> Packets.answer(spi, responder, exchange, random.nextInt(4), inside);
          case 5 -> Packets.gatewayRequest(spi, responder, exchange, random.nextInt(4), inside);
          case 6 -> Packets.clientAnswer(spi, responder, exchange, random.nextInt(4), inside);
          default -> junk(random);
        };
    if (listenAddress == ON_500) {
      return ike;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Packets.esp(1 + random.nextInt(5), random.nextInt());
      case 1 -> Packets.keepalive();
      default -> Packets.marked(ike);
    };
  }

  private static ByteBuffer junk(Random random) {
    byte[] bytes = new byte[random.nextInt(80)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
