package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.core.dataplane.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class HandOverTest {
  private static final InetSocketAddress NOBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  @ParameterizedTest
  @CsvSource({"2,1", "3,2", "1,0"})
  void relaysThroughAnotherLoop(int loops, int hops) throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig =
            new Rig(new EpollSockets(), loops, transport -> new Passing(transport, gateway, hops));
        Peer client = Peer.at("127.0.0.1")) {
      rig.relays.forEach(relay -> ((Passing) relay).loops = loops);
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      for (int i = 0; i < 100; i++) {
        assertEquals("datagram " + i, client.ask(address, "datagram " + i).text());
      }
      assertEquals(100 * hops, rig.notes().size());
    }
  }

  /** Hands everything to the next loop until it has gone far enough. */
  private static final class Passing extends FakeRelay {
    private final int hops;
    int loops;

    Passing(Transport transport, Peer gateway, int hops) {
      super(transport, gateway.address());
      this.hops = hops;
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      pass(transport.index(), listenAddress, client);
    }

    @Override
    public void handedOver(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      super.handedOver(fromLoop, listenAddress, client, datagram);
      pass(fromLoop, listenAddress, client);
    }

    private void pass(int fromLoop, int listenAddress, InetSocketAddress client) {
      if (Math.floorMod(transport.index() - fromLoop, loops) == hops) {
        transport.forward(socket(listenAddress, client));
      } else {
        transport.handOver((transport.index() + 1) % loops, listenAddress, client);
      }
    }
  }

  @Test
  void keepsTheOrderOfDatagramsAndTasks() throws Exception {
    try (Rig rig = new Rig(new EpollSockets(), 2, Alternating::new);
        Peer client = Peer.at("127.0.0.1")) {
      rig.relays.forEach(relay -> ((Alternating) relay).all = rig.relays);
      client.send(rig.listenOn("127.0.0.1"), "again and again");
      List<String> expected =
          Collections.nCopies(20, List.of("handed over", "task")).stream()
              .flatMap(List::stream)
              .toList();
      await().until(() -> rig.notes().size() == expected.size());
      assertEquals(expected, rig.notes());
    }
  }

  /** Gives the other loop a datagram, a task, a datagram, a task... */
  private static final class Alternating extends FakeRelay {
    List<FakeRelay> all = List.of();

    Alternating(Transport transport) {
      super(transport, NOBODY);
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      FakeRelay other = all.get(1 - transport.index());
      for (int i = 0; i < 20; i++) {
        transport.handOver(other.transport.index(), listenAddress, client);
        other.transport.execute(() -> other.notes.add("task"));
      }
    }

    @Override
    public void handedOver(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      notes.add("handed over");
    }
  }

  @ParameterizedTest
  @CsvSource({"60000,300," + Outbox.MAX_BYTES / 60_000, "10,8300," + Outbox.MAX_DATAGRAMS})
  void losesAndCountsWhatFindsNoRoom(int bytes, int times, int room) throws Exception {
    AtomicInteger handedOver = new AtomicInteger();
    AtomicInteger lost = new AtomicInteger();
    try (Rig rig =
            new Rig(
                new EpollSockets(),
                2,
                transport -> new Flooding(transport, times, handedOver, lost));
        Peer client = Peer.at("127.0.0.1")) {
      rig.relays.forEach(relay -> ((Flooding) relay).all = rig.relays);
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      List<Integer> arrived = new ArrayList<>();
      for (int round = 1; round <= 2; round++) {
        client.send(address, new byte[bytes]);
        int all = round * times;
        await().until(() -> handedOver.get() + lost.get() == all);
        arrived.add(handedOver.getAndSet(handedOver.get()));
      }
      assertEquals(List.of(room, 2 * room), arrived);
    }
  }

  /** Hands each datagram to the other loop many times, while that one is busy. */
  private static final class Flooding extends FakeRelay {
    private final int times;
    private final AtomicInteger handedOver;
    private final AtomicInteger lost;
    List<FakeRelay> all = List.of();

    Flooding(Transport transport, int times, AtomicInteger handedOver, AtomicInteger lost) {
      super(transport, NOBODY);
      this.times = times;
      this.handedOver = handedOver;
      this.lost = lost;
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      FakeRelay other = all.get(1 - transport.index());
      CountDownLatch sent = Rig.blocked(other);
      for (int i = 0; i < times; i++) {
        transport.handOver(other.transport.index(), listenAddress, client);
      }
      sent.countDown();
    }

    @Override
    public void handedOver(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      handedOver.incrementAndGet();
    }

    @Override
    public void notHandedOver(int listenAddress, int bytes) {
      lost.incrementAndGet();
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void sendsCopiesAndSaysNothingOfThoseThatFail(boolean toGateway) throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig =
            new Rig(
                new EpollSockets(), 1, transport -> new Copying(transport, gateway, toGateway));
        Peer client = Peer.at("127.0.0.1")) {
      client.send(rig.listenOn("127.0.0.1"), new byte[60_000]);
      Peer receiver = toGateway ? gateway : client;
      assertEquals(60_000, receiver.receive().payload().remaining());
      assertEquals(60_000, receiver.receive().payload().remaining());
      await().until(() -> rig.relays.get(0).fromClients.get() == 1);
      assertEquals(List.of(), rig.notes());
    }
  }

  /** Copies more than any socket takes, and to a socket that there is not. */
  private static final class Copying extends FakeRelay {
    private final boolean toGateway;

    Copying(Transport transport, Peer gateway, boolean toGateway) {
      super(transport, gateway.address());
      this.toGateway = toGateway;
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      transport.copy(listenAddress + 1, client);
      for (int i = 0; i < 200; i++) {
        if (toGateway) {
          transport.copy(socket(listenAddress, client));
        } else {
          transport.copy(listenAddress, client);
        }
      }
      fromClients.incrementAndGet();
    }
  }
}
