package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayingTest {
  static Stream<Sockets> sockets() {
    return Stream.of(new EpollSockets(), new NioSockets());
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void relaysToTheGatewayAndBack(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = Rig.of(sockets, 2, gateway.address());
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      for (int i = 0; i < 100; i++) {
        Peer.Received answer = client.ask(address, "datagram " + i);
        assertEquals("datagram " + i, answer.text());
        assertEquals(address, answer.from());
      }
      assertEquals(List.of(), rig.notes());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void carriesTheLargestDatagramsUncutOverIpv4(Sockets sockets) throws Exception {
    carriesUncut(sockets, "127.0.0.1", 65_507);
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void carriesTheLargestDatagramsUncutOverIpv6(Sockets sockets) throws Exception {
    carriesUncut(sockets, "::1", 65_527);
  }

  private static void carriesUncut(Sockets sockets, String address, int bytes) throws Exception {
    try (Peer gateway = Peer.echoingAt(address);
        Rig rig = Rig.of(sockets, 2, gateway.address());
        Peer client = Peer.at(address)) {
      InetSocketAddress to = rig.listenOn(address);
      byte[] payload = new byte[bytes];
      new Random(1).nextBytes(payload);
      for (int i = 0; i < 50; i++) {
        client.send(to, payload);
        assertEquals(ByteBuffer.wrap(payload), client.receive().payload());
      }
      assertEquals(List.of(), rig.notes());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void relaysBetweenIpv6ClientsAndIpv4Gateways(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = Rig.of(sockets, 1, gateway.address());
        Peer client = Peer.at("::1")) {
      assertEquals("over both", client.ask(rig.listenOn("::1"), "over both").text());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void keepsManyFlowsApart(Sockets sockets) throws Exception {
    List<Peer> clients = new ArrayList<>();
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = Rig.of(sockets, 2, gateway.address())) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      for (int i = 0; i < 500; i++) {
        clients.add(Peer.at("127.0.0.1"));
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < clients.size(); i++) {
          clients.get(i).send(address, round + " of client " + i);
        }
        for (int i = 0; i < clients.size(); i++) {
          assertEquals(round + " of client " + i, clients.get(i).receive().text());
        }
      }
      assertEquals(List.of(), rig.notes());
    } finally {
      clients.forEach(Peer::close);
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void answersFromTheAddressAndPortTheClientUsed(Sockets sockets) throws Exception {
    try (Rig rig = new Rig(sockets, 2, Answering::new);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress[] addresses = {
        Peer.freeAddress("127.0.0.1"), Peer.freeAddress("127.0.0.2"), Peer.freeAddress("127.0.0.3")
      };
      rig.listen(addresses);
      for (InetSocketAddress address : addresses) {
        Peer.Received answer = client.ask(address, "who are you?");
        assertEquals(address, answer.from());
        assertEquals("ikelb", answer.text());
      }
    }
  }

  /** Answers by itself, first from a task of its own. */
  private static final class Answering extends FakeRelay {
    Answering(Transport transport) {
      super(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      ByteBuffer answer = ByteBuffer.wrap("ikelb".getBytes(StandardCharsets.US_ASCII));
      transport.schedule(() -> transport.answer(listenAddress, client, answer), 1_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void showsDatagramsThatWaitedAsOneBatch(Sockets sockets) throws Exception {
    try (Rig rig = new Rig(sockets, 1, Noting::new);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      CountDownLatch blocked = rig.blocked();
      for (int i = 0; i < 16; i++) {
        client.send(address, "datagram " + i);
      }
      blocked.countDown();
      await().until(() -> rig.notes().size() == 16);
      assertEquals(Collections.nCopies(16, "in batch 1"), rig.notes());
      client.send(address, "one more");
      await().until(() -> rig.notes().size() == 17);
      assertEquals("in batch 2", rig.notes().get(16));
    }
  }

  /** Notes the number of the batch. */
  private static final class Noting extends FakeRelay {
    Noting(Transport transport) {
      super(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      notes.add("in batch " + batches);
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void goesOnWhenTheRelayThrows(Sockets sockets) throws Exception {
    try (Rig rig = new Rig(sockets, 1, Answering::new);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      rig.relays
          .get(0)
          .transport
          .execute(
              () -> {
                throw new IllegalStateException("a bug in a task");
              });
      assertEquals("ikelb", client.ask(address, "still there?").text());
    }
    try (Rig rig = new Rig(sockets, 1, Throwing::new);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      for (int i = 0; i < 50; i++) {
        client.send(address, "ouch");
      }
      await().until(() -> rig.relays.get(0).fromClients.get() == 50);
    }
  }

  /** Has a bug. */
  private static final class Throwing extends FakeRelay {
    Throwing(Transport transport) {
      super(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      fromClients.incrementAndGet();
      throw new IllegalStateException("a bug in the relay");
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void sendsWhatWasHandedOverBeforeAnUpstreamIsClosed(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = new Rig(sockets, 1, transport -> new Closing(transport, gateway.address()));
        Peer client = Peer.at("127.0.0.1")) {
      client.send(rig.listenOn("127.0.0.1"), "last words");
      assertEquals("last words", gateway.receive().text());
      assertEquals("last words", gateway.receive().text());
      await().until(() -> !rig.notes().isEmpty());
      assertEquals(List.of("not sent to gateway: 10 UNREACHABLE"), rig.notes());
    }
  }

  /** Closes an upstream at once, and uses it after that. */
  private static final class Closing extends FakeRelay {
    Closing(Transport transport, InetSocketAddress gateway) {
      super(transport, gateway);
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      UpstreamSocket socket = socket(listenAddress, client);
      transport.forward(socket);
      transport.forward(socket);
      socket.close();
      transport.forward(socket);
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void reportsAnEmptyDatagramAsNotSent(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = Rig.of(sockets, 1, gateway.address());
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.send(address, "");
      assertEquals("not empty", client.ask(address, "not empty").text());
      assertEquals(List.of("not sent to gateway: 0 UNREACHABLE"), rig.notes());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void dropsAndSaysSoRatherThanQueueWithoutBound(Sockets sockets) throws Exception {
    int copies = 200;
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = new Rig(sockets, 1, transport -> new Copying(transport, gateway, copies));
        Peer client = Peer.at("127.0.0.1")) {
      client.send(rig.listenOn("127.0.0.1"), new byte[60_000]);
      await().until(() -> rig.notes().size() >= copies / 2);
      String full = "not sent to gateway: 60000 BUFFER_FULL";
      assertEquals(List.of(full), rig.notes().stream().distinct().toList());
      assertTrue(rig.notes().size() < copies, "some of the copies are sent");
      assertEquals(60_000, gateway.receive().payload().remaining());
    }
  }

  /** Sends each datagram many times. */
  private static final class Copying extends FakeRelay {
    private final int copies;

    Copying(Transport transport, Peer gateway, int copies) {
      super(transport, gateway.address());
      this.copies = copies;
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      for (int i = 0; i < copies; i++) {
        transport.forward(socket(listenAddress, client));
      }
    }
  }
}
