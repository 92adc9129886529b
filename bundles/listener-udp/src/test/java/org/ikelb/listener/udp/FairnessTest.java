package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One socket has much to say, and the others do not wait until it has said all. */
class FairnessTest {
  private static final int FLOOD = 3_000;

  /** A batch of the busy socket, and one of each other that was ready before. */
  private static final int SOON = 300;

  private Peer gateway;
  private Peer busy;
  private Peer quiet;
  private Rig rig;
  private Order relay;

  /** Notes who was served, in order. */
  private static final class Order extends FakeRelay {
    final List<InetSocketAddress> served = new CopyOnWriteArrayList<>();

    Order(Transport transport, InetSocketAddress gateway) {
      super(transport, gateway);
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      served.add(client);
      super.fromClient(listenAddress, client, datagram);
    }

    @Override
    public void fromGateway(Upstream upstream, ByteBuffer datagram) {
      served.add(((Flow) upstream).client());
      super.fromGateway(upstream, datagram);
    }
  }

  @BeforeEach
  void start() throws Exception {
    gateway = Peer.at("127.0.0.1");
    busy = Peer.at("127.0.0.1");
    quiet = Peer.at("127.0.0.1");
    rig =
        new Rig(
            new EpollSockets(),
            1,
            transport -> {
              relay = new Order(transport, gateway.address());
              return relay;
            });
  }

  @AfterEach
  void stop() {
    rig.close();
    quiet.close();
    busy.close();
    gateway.close();
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  @Test
  void aSessionThatIsFloodedByItsGatewayDelaysOthersByOneBatch() throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    InetSocketAddress busyUpstream = upstreamOf(busy, ikelb);
    InetSocketAddress quietUpstream = upstreamOf(quiet, ikelb);

    CountDownLatch blocked = rig.blocked();
    flood(gateway, busyUpstream);
    gateway.send(quietUpstream, "hello");
    assertServedSoon(blocked);
  }

  @Test
  void emptyDatagramsWhereTrainsAreExpectedDelayOthersByOneBatch() throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    InetSocketAddress busyUpstream = upstreamOf(busy, ikelb);
    InetSocketAddress quietUpstream = upstreamOf(quiet, ikelb);
    for (int i = 0; !expectsTrains(busy); i++) {
      assertTrue(i < 2 * TrainWatch.DATAGRAMS_LOOKED_AT, "it never tried to receive trains");
      gateway.send(busyUpstream, "all of one length");
    }

    CountDownLatch blocked = rig.blocked();
    for (int i = 0; i < FLOOD; i++) {
      gateway.send(busyUpstream, "");
    }
    gateway.send(quietUpstream, "hello");
    assertServedSoon(blocked);
  }

  private boolean expectsTrains(Peer client) throws Exception {
    CompletableFuture<Boolean> expects = new CompletableFuture<>();
    relay.transport.execute(
        () -> {
          GatewaySocket socket = (GatewaySocket) relay.socket(0, client.address());
          expects.complete(socket.reading().watch().isReceivingTrains());
        });
    return expects.get();
  }

  @Test
  void aVirtualServerThatIsFloodedDelaysOthersByOneBatch() throws Exception {
    InetSocketAddress flooded = Peer.freeAddress("127.0.0.1");
    InetSocketAddress other = Peer.freeAddress("127.0.0.2");
    rig.listen(flooded, other);

    CountDownLatch blocked = rig.blocked();
    flood(busy, flooded);
    quiet.send(other, "hello");
    assertServedSoon(blocked);
  }

  private InetSocketAddress upstreamOf(Peer client, InetSocketAddress ikelb) throws IOException {
    client.send(ikelb, "hello");
    return gateway.receive().from();
  }

  private static void flood(Peer from, InetSocketAddress to) throws IOException {
    for (int i = 0; i < FLOOD; i++) {
      from.send(to, "x".repeat(1 + i % 90)); // of many lengths, so that no train can be made
    }
  }

  private void assertServedSoon(CountDownLatch blocked) {
    relay.served.clear();
    blocked.countDown();
    await().until(() -> relay.served.contains(quiet.address()) && isServed(FLOOD));
    int before = relay.served.indexOf(quiet.address());
    assertTrue(before <= SOON, () -> before + " of " + FLOOD + " came first");
  }

  /** The kernel may have lost some; most must be there, or it was no flood. */
  private boolean isServed(int sent) {
    return relay.served.size() >= sent / 2;
  }
}
