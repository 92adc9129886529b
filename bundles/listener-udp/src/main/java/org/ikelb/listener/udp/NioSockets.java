package org.ikelb.listener.udp;

import io.netty.channel.ChannelException;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The JDK's own channels, for machines without native epoll: works, but slower and not on every
 * network.
 *
 * <p>Thread-safe.
 */
final class NioSockets implements Sockets {
  private static final int DATAGRAMS = 16;

  @Override
  public String transport() {
    return "nio";
  }

  @Override
  public List<String> shortcomings() {
    return List.of(
        "datagrams are sent with DF set (it cannot be switched off), so large ones are lost where"
            + " a router on the way has a smaller MTU and its ICMP messages do not arrive",
        "no SO_REUSEPORT: one event loop on one core does all the work",
        "no IP_FREEBIND: an address that is not on this machine cannot be listened on",
        "datagrams that the kernel loses for want of room are not counted",
        "one system call a datagram");
  }

  @Override
  public boolean canShareAddress() {
    return false;
  }

  @Override
  public boolean sendsTrains() {
    return false;
  }

  @Override
  public boolean receivesTrains() {
    return false;
  }

  @Override
  public void receiveTrains(DatagramChannel socket, boolean trains, int slotBytes) {
    throw new UnsupportedOperationException("NIO has no UDP_GRO");
  }

  @Override
  public IoHandlerFactory ioHandlers() {
    return NioIoHandler.newFactory();
  }

  @Override
  public ReceiveBuffers newReceiveBuffers(int loops) {
    return new ReceiveBuffers(ReceiveBuffers.LONGEST, 1, DATAGRAMS + 1);
  }

  @Override
  public DatagramChannel newSocket(InetAddress address, Reading reading) throws IOException {
    try {
      DatagramChannel socket =
          new NioDatagramChannel(
              address instanceof Inet6Address
                  ? SocketProtocolFamily.INET6
                  : SocketProtocolFamily.INET);
      socket.config().setRecvByteBufAllocator(reading);
      return socket;
    } catch (ChannelException e) {
      throw new IOException("no socket could be made: " + e.getMessage(), e);
    }
  }

  @Override
  public void setBufferSizes(DatagramChannel socket, int bytes) {
    socket.config().setReceiveBufferSize(bytes);
    socket.config().setSendBufferSize(bytes);
  }

  @Override
  public int overflowed(DatagramChannel socket) {
    return 0;
  }

  @Override
  public void shareAddress(DatagramChannel socket) {
    throw new UnsupportedOperationException("NIO has no SO_REUSEPORT");
  }

  @Override
  public boolean allowForeignAddress(DatagramChannel socket, InetAddress address) {
    return false;
  }

  @Override
  public void allowClientAddress(DatagramChannel socket, InetAddress address) throws IOException {
    throw new IOException("a client's own address needs the transport epoll, and this is NIO");
  }
}
