package org.ikelb.bench.traffic;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.InetSocketAddress;

/**
 * UDP sockets on one event loop. They take trains as they come: as one buffer, because Netty does
 * not split what recvmmsg returns, which here is welcome.
 */
final class Udp {
  private static final int SLOT_BYTES = 65_535;
  private static final int SLOTS = 16;
  private static final int BUFFER_BYTES = 4 << 20;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

  EventLoopGroup loop() {
    return loop;
  }

  Channel bound(InetSocketAddress local, ChannelHandler handler) {
    return bootstrap(handler).bind(local).syncUninterruptibly().channel();
  }

  Channel connected(InetSocketAddress local, InetSocketAddress remote, ChannelHandler handler) {
    return bootstrap(handler).connect(remote, local).syncUninterruptibly().channel();
  }

  /** Queues a datagram, or a train of them; nobody is told what becomes of it. */
  static void write(Channel channel, Object message) {
    var unused = channel.write(message, channel.voidPromise());
  }

  private Bootstrap bootstrap(ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channel(EpollDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
        .option(ChannelOption.SO_SNDBUF, BUFFER_BYTES)
        .option(EpollChannelOption.UDP_GRO, true)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, SLOT_BYTES)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SLOTS * SLOT_BYTES))
        .handler(handler);
  }
}
