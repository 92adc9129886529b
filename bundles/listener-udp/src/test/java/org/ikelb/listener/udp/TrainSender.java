package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Sends trains, as a gateway with GSO does. */
final class TrainSender implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel channel = new EpollDatagramChannel(SocketProtocolFamily.INET);
  private InetSocketAddress to = new InetSocketAddress(0);

  void connect(InetSocketAddress from, InetSocketAddress remote) {
    to = remote;
    group.register(channel).syncUninterruptibly();
    channel.bind(from).syncUninterruptibly();
  }

  /** Sends one train; the first byte of each segment is its number. */
  void send(int firstNumber, int bytes, int segmentBytes) {
    ByteBuf content = Unpooled.directBuffer(bytes).writeZero(bytes);
    for (int at = 0; at < bytes; at += segmentBytes) {
      content.setByte(at, firstNumber + at / segmentBytes);
    }
    channel
        .writeAndFlush(new SegmentedDatagramPacket(content, segmentBytes, to))
        .syncUninterruptibly();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
