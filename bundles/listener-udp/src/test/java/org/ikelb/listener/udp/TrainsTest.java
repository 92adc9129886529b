package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.core.dataplane.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TrainsTest {
  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  /** One upstream, known to the test. */
  private static final class OneUpstream extends FakeRelay {
    OneUpstream(Transport transport, InetSocketAddress gateway) {
      super(transport, gateway);
    }

    GatewaySocket upstream(Peer client) {
      return (GatewaySocket) socket(0, client.address());
    }
  }

  @Test
  void receivesTrainsAsTrainsAndLosesAndCutsNothing() throws Exception {
    InetSocketAddress gateway = Peer.freeAddress("127.0.0.1");
    try (Rig rig =
            new Rig(new EpollSockets(), 1, transport -> new OneUpstream(transport, gateway));
        Peer client = Peer.at("127.0.0.1");
        TrainSender sender = new TrainSender()) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      OneUpstream relay = (OneUpstream) rig.relays.get(0);
      sender.connect(gateway, upstreamOf(gateway, client, address));
      int next = 0;
      for (int train = 0; train < 200; train++) {
        int segmentBytes = train % 10 == 9 ? 100 + train : 500;
        int bytes = 40 * segmentBytes + train % 3;
        sender.send(next, bytes, segmentBytes);
        for (int rest = bytes; rest > 0; rest -= segmentBytes) {
          ByteBuffer datagram = client.receive().payload();
          assertEquals(Math.min(rest, segmentBytes), datagram.remaining());
          assertEquals((byte) next++, datagram.get(0));
        }
      }
      assertTrue(relay.upstream(client).reading().watch().isReceivingTrains());
      assertEquals(List.of(), rig.notes());
    }
  }

  @Test
  void passesATrainThroughThePipelineInOnePiece() throws Exception {
    AtomicInteger messages = new AtomicInteger();
    InetSocketAddress gateway = Peer.freeAddress("127.0.0.1");
    try (Rig rig =
            new Rig(new EpollSockets(), 1, transport -> new OneUpstream(transport, gateway));
        Peer client = Peer.at("127.0.0.1");
        TrainSender sender = new TrainSender()) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      OneUpstream relay = (OneUpstream) rig.relays.get(0);
      sender.connect(gateway, upstreamOf(gateway, client, address));
      for (int train = 0; !relay.upstream(client).reading().watch().mustBeEmptied(); train++) {
        assertTrue(train < 1_000, "the socket never received a train as one");
        sendTrain(sender, client);
      }
      watch(relay.upstream(client), new Messages(messages));
      for (int train = 1; train <= 10; train++) {
        sendTrain(sender, client);
      }
      assertEquals(10, messages.get());
    }
  }

  private static void sendTrain(TrainSender sender, Peer client) throws Exception {
    sender.send(0, 40 * 500, 500);
    for (int i = 0; i < 40; i++) {
      assertEquals(500, client.receive().payload().remaining());
    }
  }

  private static InetSocketAddress upstreamOf(
      InetSocketAddress gateway, Peer client, InetSocketAddress address) throws Exception {
    try (Peer listening = Peer.at(gateway)) {
      client.send(address, "hello");
      return listening.receive().from();
    }
  }

  @Test
  void sendsARunOfEqualDatagramsAsOneTrain() throws Exception {
    AtomicInteger trains = new AtomicInteger();
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig =
            new Rig(
                new EpollSockets(), 1, transport -> new OneUpstream(transport, gateway.address()));
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.send(address, "hello");
      gateway.receive();
      OneUpstream relay = (OneUpstream) rig.relays.get(0);
      watch(relay.upstream(client), new Trains(trains, false));
      sendWhileBlocked(rig, client, address);
      expectAll(gateway);
      assertTrue(trains.get() > 0);
      assertEquals(List.of(), rig.notes());
    }
  }

  @Test
  void sendsSinglyWhatIsRefusedAsATrain() throws Exception {
    AtomicInteger trains = new AtomicInteger();
    try (Peer gateway = Peer.at("127.0.0.1");
        Rig rig =
            new Rig(
                new EpollSockets(), 1, transport -> new OneUpstream(transport, gateway.address()));
        Peer client = Peer.at("127.0.0.1")) {
      InetSocketAddress address = rig.listenOn("127.0.0.1");
      client.send(address, "hello");
      gateway.receive();
      OneUpstream relay = (OneUpstream) rig.relays.get(0);
      watch(relay.upstream(client), new Trains(trains, true));
      sendWhileBlocked(rig, client, address);
      expectAll(gateway);
      assertEquals(1, trains.get());
      sendWhileBlocked(rig, client, address);
      expectAll(gateway);
      assertEquals(1, trains.get(), "remembered");
      assertEquals(List.of(), rig.notes());
    }
  }

  private static void watch(GatewaySocket upstream, ChannelHandler handler) {
    DatagramChannel channel = upstream.channel();
    channel.eventLoop().submit(() -> channel.pipeline().addFirst(handler)).syncUninterruptibly();
  }

  private static void sendWhileBlocked(Rig rig, Peer client, InetSocketAddress address)
      throws Exception {
    CountDownLatch blocked = rig.blocked();
    for (int i = 0; i < 20; i++) {
      client.send(address, new byte[1_000]);
    }
    blocked.countDown();
  }

  private static void expectAll(Peer gateway) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals(1_000, gateway.receive().payload().remaining());
    }
  }

  /** Counts what the channel brings. */
  private static final class Messages extends ChannelInboundHandlerAdapter {
    private final AtomicInteger count;

    Messages(AtomicInteger count) {
      this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      count.incrementAndGet();
      super.channelRead(context, message);
    }
  }

  /** Counts trains, and refuses them as a kernel does whose MTU is smaller. */
  private static final class Trains extends ChannelOutboundHandlerAdapter {
    private static final int EINVAL = -22;
    private final AtomicInteger count;
    private final boolean refuses;

    Trains(AtomicInteger count, boolean refuses) {
      this.count = count;
      this.refuses = refuses;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
        throws Exception {
      if (message instanceof SegmentedDatagramPacket) {
        count.incrementAndGet();
        if (refuses) {
          ReferenceCountUtil.release(message);
          promise.tryFailure(new NativeIoException("sendmmsg", EINVAL));
          return;
        }
      }
      super.write(context, message, promise);
    }
  }
}
