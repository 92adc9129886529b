package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramChannel;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class MovesTest {
  static List<Sockets> sockets() {
    return List.of(new EpollSockets(), new NioSockets());
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  private final MovingRelay.Shared shared = new MovingRelay.Shared();

  private Rig rig(Peer gateway) {
    return new Rig(
        new EpollSockets(), 2, transport -> new MovingRelay(transport, gateway.address(), shared));
  }

  @Test
  void losesDoublesAndReordersNothingOverTwoHundredMoves() throws Exception {
    int moves = 200;
    int perMove = 200;
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = rig(gateway);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      NumberedEcho echo = new NumberedEcho(client, gateway, address, moves * perMove, 20_000);
      CompletableFuture<Void> done = echo.run();
      for (int i = 1; i <= moves; i++) {
        int answered = i * perMove / 2;
        await().pollDelay(0, TimeUnit.MILLISECONDS).until(() -> echo.answered() >= answered);
        assertTrue(shared.notOwner().fetch().get(5, TimeUnit.SECONDS));
      }
      done.get(20, TimeUnit.SECONDS);
      assertEquals(List.of(), rig.notes());
      assertTrue(
          shared.relays.stream().allMatch(relay -> relay.handedOver.get() > 0),
          "one loop got what the other handed over, the other what it kept");
    }
  }

  @Test
  void sendsAfterTheMoveWhatThePendingSocketHeld() throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig = rig(gateway);
        Peer client = Peer.at("127.0.0.1")) {
      client.send(rig.listenOn("127.0.0.1"), "opens the upstream");
      gateway.receive();
      DatagramChannel channel = ((GatewaySocket) shared.socket()).channel();
      shared.owner().transport.execute(() -> leavePending(channel, "was pending"));
      assertTrue(shared.notOwner().fetch().get(5, TimeUnit.SECONDS));
      assertEquals("was pending", gateway.receive().text());
    }
  }

  /** As if the kernel had had no room for it. */
  private static void leavePending(DatagramChannel channel, String text) {
    var unused = channel.write(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    ChannelOutboundBuffer pending = Objects.requireNonNull(channel.unsafe().outboundBuffer());
    pending.addFlush();
  }

  @Test
  void staysWhereItIsWhenItIsNotLetGo() throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = rig(gateway);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      assertEquals("before", client.ask(address, "before").text());
      assertFalse(fetch(1, 0, shared.socket(), () -> false).get(5, TimeUnit.SECONDS));
      assertEquals("after", client.ask(address, "after").text());
      assertFalse(
          fetch(
                  1,
                  0,
                  shared.socket(),
                  () -> {
                    throw new IllegalStateException("a bug in the relay");
                  })
              .get(5, TimeUnit.SECONDS));
      assertEquals("still", client.ask(address, "still").text());
    }
  }

  @Test
  void tellsThatASocketIsNotWhereItWasLookedFor() throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = rig(gateway);
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.ask(address, "opens the upstream");
      UpstreamSocket socket = shared.socket();
      CompletableFuture<Boolean> first = shared.notOwner().fetch();
      CompletableFuture<Boolean> second = fetch(1, 0, socket, () -> true);
      assertTrue(first.get(5, TimeUnit.SECONDS));
      assertFalse(second.get(5, TimeUnit.SECONDS));
      assertEquals("moved once", client.ask(address, "moved once").text());
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void comesBackToItsOwnLoop(Sockets sockets) throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig =
            new Rig(
                sockets, 1, transport -> new MovingRelay(transport, gateway.address(), shared));
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.ask(address, "opens the upstream");
      assertTrue(shared.owner().fetch().get(5, TimeUnit.SECONDS));
      assertEquals("still here", client.ask(address, "still here").text());
    }
  }

  private CompletableFuture<Boolean> fetch(
      int to, int from, UpstreamSocket socket, BooleanSupplier letGo) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    MovingRelay relay = shared.relays.get(to);
    relay.transport.execute(() -> relay.transport.fetch(from, socket, letGo, done::complete));
    return done;
  }

  @Test
  void leavesNothingBehindWhenItIsClosedInTheMiddleOfMoves() throws Exception {
    int before = open().size();
    for (int i = 0; i < 40; i++) {
      MovingRelay.Shared own = new MovingRelay.Shared();
      try (Peer gateway = Peer.echoingAt("127.0.0.1");
          Rig rig =
              new Rig(
                  new EpollSockets(),
                  2,
                  transport -> new MovingRelay(transport, gateway.address(), own));
          Peer client = Peer.at("127.0.0.1")) {
        InetSocketAddress address = rig.listenOn("127.0.0.1");
        client.ask(address, "opens the upstream");
        CountDownLatch blocked = Rig.blocked(i % 2 == 0 ? own.owner() : own.notOwner());
        var unused = own.notOwner().fetch();
        for (int j = 0; j < 50; j++) {
          client.send(address, "on the way");
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(rig::close);
        TimeUnit.MICROSECONDS.sleep(i * 50L);
        blocked.countDown();
        closed.get(5, TimeUnit.SECONDS);
      }
    }
    await().untilAsserted(() -> assertTrue(open().size() <= before, open()::toString));
  }

  /** Sockets and what event loops wait with; not the class path. */
  private static List<String> open() {
    File[] files = Objects.requireNonNull(new File("/proc/self/fd").listFiles());
    return Arrays.stream(files)
        .map(MovesTest::target)
        .filter(target -> target.matches("socket:.*|anon_inode:.*"))
        .toList();
  }

  private static String target(File descriptor) {
    try {
      return Files.readSymbolicLink(descriptor.toPath()).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void keepsNothingForASocketThatNobodyAskedFor() throws Exception {
    try (Peer gateway = Peer.echoingAt("127.0.0.1");
        Rig rig = rig(gateway);
        Peer client = Peer.at("127.0.0.1")) {
      client.ask(rig.listenOn("127.0.0.1"), "opens the upstream");
      Transport transport = shared.notOwner().transport;
      transport.execute(() -> transport.keepFor(shared.socket(), 0, client.address()));
      await().until(() -> rig.notes().equals(List.of("not handed over: 0")));
    }
  }
}
