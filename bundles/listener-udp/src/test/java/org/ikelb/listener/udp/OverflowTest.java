package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit into a receive buffer while the loop is busy. */
@Tag("slow")
class OverflowTest {
  private Peer gateway;
  private Peer client;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    gateway = Peer.at("127.0.0.1");
    client = Peer.at("127.0.0.1");
    rig = Rig.of(new EpollSockets(), 1, gateway.address());
  }

  @AfterEach
  void stop() {
    rig.close();
    client.close();
    gateway.close();
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(0, Leaks.found().size());
  }

  @ParameterizedTest
  @CsvSource({"20, 40000", "100, 40000", "1400, 12000", "9000, 2000", "60000, 600"})
  void countsEachDatagramOfAClientThatTheKernelLost(int bytes, int times) throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    FakeRelay relay = rig.relays.get(0);

    CountDownLatch busy = rig.blocked();
    send(client, ikelb, bytes, times);
    busy.countDown();

    awaitAll(times, relay.fromClients, relay.overflowed);
  }

  @ParameterizedTest
  @CsvSource({"20, 10000", "1400, 3000", "60000, 200"})
  void countsEachDatagramOfAGatewayThatTheKernelLost(int bytes, int times) throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    FakeRelay relay = rig.relays.get(0);
    client.send(ikelb, "hello");
    InetSocketAddress upstream = gateway.receive().from();

    CountDownLatch busy = rig.blocked();
    send(gateway, upstream, bytes, times);
    busy.countDown();

    awaitAll(times, relay.fromGateways, relay.overflowedFromGateways);
  }

  private static void send(Peer from, InetSocketAddress to, int bytes, int times) throws Exception {
    byte[] payload = new byte[bytes];
    for (int i = 0; i < times; i++) {
      from.send(to, payload);
    }
  }

  private static void awaitAll(int sent, AtomicInteger received, AtomicInteger overflowed) {
    await().untilAsserted(() -> assertEquals(sent, received.get() + overflowed.get()));
    assertTrue(overflowed.get() > 0, "the buffer was too large for this test");
  }
}
