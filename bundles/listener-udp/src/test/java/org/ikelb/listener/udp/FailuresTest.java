package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  static List<Sockets> sockets() {
    return List.of(new EpollSockets(), new NioSockets());
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void keepsTheUpstreamOfAGatewayThatRefusesAndComesBack(Sockets sockets) throws Exception {
    InetSocketAddress closed = Peer.freeAddress("127.0.0.1");
    try (Rig rig = Rig.of(sockets, 1, closed);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.send(address, "nobody there");
      await().until(() -> rig.notes().equals(List.of("refused")));
      client.send(address, "nobody there");
      await().until(() -> rig.notes().equals(List.of("refused", "refused")));
      try (Peer gateway = Peer.at(closed)) {
        client.send(address, "are you back?");
        assertEquals("are you back?", gateway.receive().text());
      }
    }
  }

  /**
   * Two datagrams from two addresses reach one upstream in two batches, before the loop sees the
   * error that the first caused: the second write fails with it.
   */
  @ParameterizedTest
  @MethodSource("sockets")
  void triesAWriteAgainThatFailedForTheDatagramBefore(Sockets sockets) throws Exception {
    InetSocketAddress closed = Peer.freeAddress("127.0.0.1");
    try (Rig rig = new Rig(sockets, 1, transport -> new Reviving(transport, closed));
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress first = Peer.freeAddress("127.0.0.1");
      InetSocketAddress second = Peer.freeAddress("127.0.0.1");
      rig.listen(first, second);
      Reviving relay = (Reviving) rig.relays.get(0);
      CountDownLatch blocked = rig.blocked();
      client.send(first, "1");
      client.send(second, "2");
      blocked.countDown();
      await().until(() -> relay.revived.isPresent());
      try (Peer gateway = relay.revived.get()) {
        assertEquals(1, gateway.receive().payload().remaining());
        assertEquals(List.of("refused"), rig.notes());
      }
    }
  }

  /** One upstream for all; its gateway opens when the second datagram is in hand. */
  private static final class Reviving extends FakeRelay {
    volatile Optional<Peer> revived = Optional.empty();

    Reviving(Transport transport, InetSocketAddress gateway) {
      super(transport, gateway);
    }

    @Override
    String flowOf(int listenAddress, InetSocketAddress client) {
      return "all";
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      super.fromClient(listenAddress, client, datagram);
      if (fromClients.get() == 2) {
        try {
          revived = Optional.of(Peer.at(gateway));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Test
  void reportsDatagramsThatWereReceivedCut() throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = Rig.of(new EpollSockets(2_048), 1, gateway.address());
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.send(address, new byte[2_048]);
      client.send(address, new byte[9_000]);
      client.send(address, new byte[2_047]);
      Peer.Received whole = gateway.receive();
      assertEquals(2_047, whole.payload().remaining());
      gateway.send(whole.from(), new byte[9_000]);
      gateway.send(whole.from(), new byte[2_047]);
      assertEquals(2_047, client.receive().payload().remaining());
      assertEquals(
          List.of(
              "truncated from client at 0", "truncated from client at 0", "truncated from gateway"),
          rig.notes());
      assertEquals(1, rig.relays.get(0).fromClients.get());
      assertEquals(1, rig.relays.get(0).fromGateways.get());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void leavesNothingBehindWhenAnUpstreamCannotBeOpened(Sockets sockets) throws Exception {
    try (Peer holder = Peer.at("127.0.0.1");
        Peer gateway = Peer.at("127.0.0.1");
        Rig rig = Rig.of(sockets, 1, gateway.address())) {
      FakeRelay relay = rig.relays.get(0);
      List<IOException> errors = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(1);
      long before = openFiles();
      relay.transport.execute(
          () -> {
            for (int i = 0; i < 100; i++) {
              try {
                relay.transport.connect(
                    new FakeRelay.Flow(0, gateway.address(), holder.address(), gateway.address()));
              } catch (IOException e) {
                errors.add(e);
              }
            }
            done.countDown();
          });
      done.await();
      assertEquals(100, errors.size());
      String message = assertInstanceOf(BindException.class, errors.get(0)).getMessage();
      assertTrue(message.contains("in use"), message);
      await().until(() -> openFiles() < before + 50); // NIO closes with the next select
    }
  }

  private static long openFiles() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void reportsADatagramThatIsTooLongToSend(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = Rig.of(sockets, 1, gateway.address());
        Peer client = Peer.at("::1")) {
      client.send(rig.listenOn("::1"), new byte[65_510]);
      await().until(() -> !rig.notes().isEmpty());
      String expected = "not sent to gateway: 65510 " + Relay.SendFailure.TOO_LONG;
      assertEquals(List.of(expected), rig.notes());
    }
  }

  @Test
  void reportsAnAnswerToAClientThatCannotBeReached() throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = Rig.of(new EpollSockets(), 1, gateway.address())) {
      rig.listenOn("127.0.0.1");
      Transport transport = rig.relays.get(0).transport;
      InetSocketAddress portZero = new InetSocketAddress(gateway.address().getAddress(), 0);
      transport.execute(
          () -> {
            transport.answer(0, portZero, ByteBuffer.allocate(10));
            transport.answer(5, gateway.address(), ByteBuffer.allocate(11));
            transport.answer(0, gateway.address(), ByteBuffer.allocate(70_000));
          });
      await().until(() -> rig.notes().size() == 3);
      assertEquals(
          List.of(
              "not sent to client: 10 UNREACHABLE",
              "not sent to client: 11 UNREACHABLE",
              "not sent to client: 70000 TOO_LONG"),
          rig.notes().stream().sorted().toList());
    }
  }
}
