package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets that have an address which this machine has not: a client's. */
class ClientAddressTest {
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;

  @ParameterizedTest
  @CsvSource({"192.0.2.7, 127.0.0.1", "2001:db8::7, ::1"})
  void aGatewaySeesTheClientsOwnEndpointIfThatIsAllowed(String client, String loopback)
      throws Exception {
    try (Peer gateway = Peer.at(loopback);
        Peer sender = Peer.at(loopback);
        Rig rig =
            new Rig(
                new EpollSockets(),
                1,
                transport -> new Preserving(transport, client, gateway.address()))) {
      sender.send(rig.listenOn(loopback), "hello");
      if (isAllowed()) {
        Peer.Received received = gateway.receive();
        assertEquals("hello", received.text());
        assertEquals(new InetSocketAddress(client, 4500), received.from());
      } else {
        Preserving relay = (Preserving) rig.relays.get(0);
        await().until(() -> !relay.notes.isEmpty());
        String refused = relay.notes.get(0);
        assertTrue(refused.contains("needs CAP_NET_ADMIN or CAP_NET_RAW"), refused);
      }
    }
  }

  @Test
  void nioSaysThatItNeedsEpoll() throws Exception {
    try (Peer gateway = Peer.at("127.0.0.1");
        Peer sender = Peer.at("127.0.0.1");
        Rig rig =
            new Rig(
                new NioSockets(),
                1,
                transport -> new Preserving(transport, "192.0.2.7", gateway.address()))) {
      sender.send(rig.listenOn("127.0.0.1"), "hello");
      FakeRelay relay = rig.relays.get(0);
      await().until(() -> !relay.notes.isEmpty());
      assertTrue(relay.notes.get(0).contains("needs the transport epoll"), relay.notes.get(0));
    }
  }

  private static boolean isAllowed() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("CapEff:"))
          .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).trim(), 16))
          .anyMatch(set -> (set & (1L << CAP_NET_ADMIN | 1L << CAP_NET_RAW)) != 0);
    }
  }

  /** Sends all there is from one client's own endpoint. */
  private static final class Preserving extends FakeRelay {
    private final InetSocketAddress client;
    private @Nullable UpstreamSocket socket;

    /** A client's own endpoint towards a gateway. */
    private record ClientsOwn(InetSocketAddress local, InetSocketAddress remote)
        implements Upstream {
      @Override
      public boolean isTransparent() {
        return true;
      }
    }

    Preserving(Transport transport, String client, InetSocketAddress gateway) {
      super(transport, gateway);
      this.client = new InetSocketAddress(client, 4500);
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress sender, ByteBuffer datagram) {
      try {
        if (socket == null) {
          socket = transport.connect(new ClientsOwn(client, gateway));
        }
        transport.forward(socket);
      } catch (IOException e) {
        notes.add(e.getMessage());
      }
    }
  }
}
