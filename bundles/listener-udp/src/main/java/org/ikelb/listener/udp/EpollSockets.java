package org.ikelb.listener.udp;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Native epoll on Linux: recvmmsg and sendmmsg, all socket options.
 *
 * <p>Option numbers are those of {@code asm-generic/socket.h}, {@code linux/in.h} and {@code
 * linux/in6.h}.
 *
 * <p>Thread-safe.
 */
final class EpollSockets implements Sockets {
  private static final int SOL_SOCKET = 1;
  private static final int SOL_IP = 0;
  private static final int SOL_IPV6 = 41;
  private static final int PMTUDISC_DONT = 0;

  private static final ChannelOption<Integer> SO_SNDBUFFORCE =
      new IntegerUnixChannelOption("SO_SNDBUFFORCE", SOL_SOCKET, 32);
  private static final ChannelOption<Integer> SO_RCVBUFFORCE =
      new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

  /**
   * {@code struct sk_meminfo}: nine ints, {@code SK_MEMINFO_DROPS} the last (linux/sock_diag.h).
   */
  private static final ChannelOption<ByteBuffer> SO_MEMINFO =
      new RawUnixChannelOption("SO_MEMINFO", SOL_SOCKET, 55, 36);

  private static final int MEMINFO_DROPS = 32;

  private static final ChannelOption<Integer> IP_MTU_DISCOVER =
      new IntegerUnixChannelOption("IP_MTU_DISCOVER", SOL_IP, 10);
  private static final ChannelOption<Integer> IPV6_MTU_DISCOVER =
      new IntegerUnixChannelOption("IPV6_MTU_DISCOVER", SOL_IPV6, 23);
  private static final ChannelOption<Integer> IPV6_V6ONLY =
      new IntegerUnixChannelOption("IPV6_V6ONLY", SOL_IPV6, 26);
  private static final ChannelOption<Integer> IPV6_TRANSPARENT =
      new IntegerUnixChannelOption("IPV6_TRANSPARENT", SOL_IPV6, 75);
  private static final ChannelOption<Integer> IPV6_FREEBIND =
      new IntegerUnixChannelOption("IPV6_FREEBIND", SOL_IPV6, 78);

  /** Datagrams read with one recvmmsg: fewer where many loops would need much memory. */
  private static final int MOST_SLOTS = 32;

  private static final int LEAST_SLOTS = 4;
  private static final int SLOTS_OF_ALL_LOOPS = 512;

  /** Two such reads may wait for one flush; the third buffer is for copies. */
  private static final int BUFFERS = 3;

  /** The forced options go beyond net.core.rmem_max, but need CAP_NET_ADMIN. */
  private volatile boolean mayForceSizes = true;

  private final GappedDescriptors descriptors = new GappedDescriptors();
  private final int slotBytes;
  private final boolean sendsTrains;
  private final boolean receivesTrains;

  EpollSockets() {
    this(ReceiveBuffers.LONGEST);
  }

  /**
   * @param slotBytes bytes received of a datagram at most, less one
   */
  EpollSockets(int slotBytes) {
    this(
        slotBytes,
        EpollDatagramChannel.isSegmentedDatagramPacketSupported(),
        slotBytes >= ReceiveBuffers.LONGEST && hasGro());
  }

  /**
   * The same for any kernel.
   *
   * @param sendsTrains whether it has UDP GSO
   * @param receivesTrains whether it has UDP GRO
   */
  EpollSockets(int slotBytes, boolean sendsTrains, boolean receivesTrains) {
    this.slotBytes = slotBytes;
    this.sendsTrains = sendsTrains;
    this.receivesTrains = receivesTrains;
  }

  static boolean isAvailable() {
    return Epoll.isAvailable();
  }

  @Override
  public String transport() {
    return "epoll" + (receivesTrains ? ", gro" : "") + (sendsTrains ? ", gso" : "");
  }

  @Override
  public List<String> shortcomings() {
    List<String> missing = new ArrayList<>();
    if (!sendsTrains) {
      missing.add("this kernel has no UDP GSO (4.18): bulk traffic costs several times the CPU");
    }
    if (!receivesTrains) {
      missing.add("this kernel has no UDP GRO (5.0): bulk traffic costs several times the CPU");
    }
    return missing;
  }

  @Override
  public boolean canShareAddress() {
    return true;
  }

  @Override
  public boolean sendsTrains() {
    return sendsTrains;
  }

  @Override
  public boolean receivesTrains() {
    return receivesTrains;
  }

  private static boolean hasGro() {
    EpollDatagramChannel probe = new EpollDatagramChannel(SocketProtocolFamily.INET);
    try {
      probe.config().setUdpGro(true);
      return true;
    } catch (ChannelException noSuchOption) {
      return false;
    } finally {
      probe.unsafe().closeForcibly();
    }
  }

  /** Netty loses the length of the segments where it also reads into several slots. */
  @Override
  public void receiveTrains(DatagramChannel socket, boolean trains, int slotBytes) {
    socket.config().setOption(EpollChannelOption.UDP_GRO, trains);
    socket.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, trains ? 0 : slotBytes);
  }

  @Override
  public IoHandlerFactory ioHandlers() {
    return EpollIoHandler.newFactory();
  }

  @Override
  public ReceiveBuffers newReceiveBuffers(int loops) {
    int slots = Math.min(MOST_SLOTS, Math.max(LEAST_SLOTS, SLOTS_OF_ALL_LOOPS / loops));
    return new ReceiveBuffers(slotBytes, slots, BUFFERS);
  }

  @Override
  public DatagramChannel newSocket(InetAddress address, Reading reading) throws IOException {
    boolean v6 = address instanceof Inet6Address;
    DatagramChannel socket;
    try {
      socket = descriptors.newSocket(v6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
    } catch (ChannelException e) {
      throw new IOException("no socket could be made: " + e.getMessage(), e);
    }
    socket.config().setRecvByteBufAllocator(reading);
    socket
        .config()
        .setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, reading.buffers().slotBytes());
    socket.config().setOption(v6 ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, PMTUDISC_DONT);
    if (v6) {
      socket.config().setOption(IPV6_V6ONLY, 1);
    }
    return socket;
  }

  @Override
  public void setBufferSizes(DatagramChannel socket, int bytes) {
    if (mayForceSizes) {
      try {
        socket.config().setOption(SO_RCVBUFFORCE, bytes);
        socket.config().setOption(SO_SNDBUFFORCE, bytes);
        return;
      } catch (ChannelException noCapNetAdmin) {
        mayForceSizes = false;
      }
    }
    socket.config().setOption(ChannelOption.SO_RCVBUF, bytes);
    socket.config().setOption(ChannelOption.SO_SNDBUF, bytes);
  }

  @Override
  public int overflowed(DatagramChannel socket) {
    ByteBuffer counts = socket.config().getOption(SO_MEMINFO);
    return counts == null ? 0 : counts.order(ByteOrder.nativeOrder()).getInt(MEMINFO_DROPS);
  }

  @Override
  public void shareAddress(DatagramChannel socket) {
    socket.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
  }

  @Override
  public boolean allowForeignAddress(DatagramChannel socket, InetAddress address) {
    if (address instanceof Inet6Address) {
      socket.config().setOption(IPV6_FREEBIND, 1);
    } else {
      socket.config().setOption(EpollChannelOption.IP_FREEBIND, true);
    }
    return true;
  }

  @Override
  public void allowClientAddress(DatagramChannel socket, InetAddress address) throws IOException {
    try {
      if (address instanceof Inet6Address) {
        socket.config().setOption(IPV6_TRANSPARENT, 1);
      } else {
        socket.config().setOption(EpollChannelOption.IP_TRANSPARENT, true);
      }
    } catch (ChannelException e) {
      throw new IOException(
          "a client's own address needs CAP_NET_ADMIN or CAP_NET_RAW: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    descriptors.close();
  }
}
