package org.ikelb.monitor.icmp;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.IntByReference;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A socket for ICMP messages with one host: a ping socket, which needs no privilege where the
 * sysctl net.ipv4.ping_group_range allows it, or else a raw one. Errors of the C library come as
 * {@link LastErrorException}.
 *
 * <p>Not thread-safe.
 */
final class EchoSocket implements AutoCloseable {
  private static final int NOT_BLOCKING = LibC.SOCK_NONBLOCK | LibC.SOCK_CLOEXEC;
  private static final int IPV4_HEADER_WORDS = 0x0f;

  private final LibC c;
  private final InetAddress peer;
  private final int socket;
  private final boolean raw;
  private final byte[] buffer = new byte[2048];
  private final byte[] sender = new byte[SocketAddress.MAX_LENGTH];

  private EchoSocket(LibC c, InetAddress peer, int socket, boolean raw) {
    this.c = c;
    this.peer = peer;
    this.socket = socket;
    this.raw = raw;
  }

  /**
   * Opens a socket.
   *
   * @param peer whom to talk with
   * @param source whose address requests carry; empty: the kernel chooses
   * @throws NotPermitted if neither kind of socket is allowed
   */
  static EchoSocket open(LibC c, InetAddress peer, Optional<InetAddress> source)
      throws NotPermitted {
    EchoSocket opened = unbound(c, peer);
    try {
      opened.reportUnreachable();
      if (source.isPresent()) {
        byte[] address = SocketAddress.of(source.get());
        c.bind(opened.socket, address, address.length);
      }
      byte[] address = SocketAddress.of(peer);
      c.connect(opened.socket, address, address.length);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static EchoSocket unbound(LibC c, InetAddress peer) throws NotPermitted {
    int family = SocketAddress.familyOf(peer);
    int protocol = family == LibC.AF_INET6 ? LibC.IPPROTO_ICMPV6 : LibC.IPPROTO_ICMP;
    try {
      int ping = c.socket(family, LibC.SOCK_DGRAM | NOT_BLOCKING, protocol);
      return new EchoSocket(c, peer, ping, false);
    } catch (LastErrorException e) {
      if (!isRefusal(e) && e.getErrorCode() != Errno.EPROTONOSUPPORT) {
        throw e;
      }
    }
    try {
      int raw = c.socket(family, LibC.SOCK_RAW | NOT_BLOCKING, protocol);
      return new EchoSocket(c, peer, raw, true);
    } catch (LastErrorException e) {
      if (isRefusal(e)) {
        throw new NotPermitted(Permission.remedy());
      }
      throw e;
    }
  }

  private static boolean isRefusal(LastErrorException e) {
    return e.getErrorCode() == Errno.EACCES || e.getErrorCode() == Errno.EPERM;
  }

  private void reportUnreachable() {
    boolean v6 = peer instanceof Inet6Address;
    c.setsockopt(
        socket,
        v6 ? LibC.IPPROTO_IPV6 : LibC.IPPROTO_IP,
        v6 ? LibC.IPV6_RECVERR : LibC.IP_RECVERR,
        new IntByReference(1),
        Integer.BYTES);
  }

  /** Whether it is a raw socket: then it sees what other processes are answered too. */
  boolean isRaw() {
    return raw;
  }

  void send(byte[] message) {
    c.send(socket, message, new NativeLong(message.length), 0);
  }

  /** Waits until something can be received, or the time is over. */
  void await(int millis) {
    ByteBuffer descriptor = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    descriptor.putInt(socket).putShort(LibC.POLLIN);
    try {
      c.poll(descriptor.array(), new NativeLong(1), millis);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Errno.EINTR) {
        throw e;
      }
    }
  }

  /**
   * The next message of the peer, from its ICMP type on, valid until the next call; empty if none
   * is waiting.
   *
   * @throws LastErrorException once for each ICMP error about what was sent, see {@link
   *     Errno#unreachable}
   */
  Optional<ByteBuffer> receive() {
    while (true) {
      int length = read(0);
      if (length < 0) {
        return Optional.empty();
      }
      ByteBuffer message = ByteBuffer.wrap(buffer, 0, length);
      if (SocketAddress.isOf(sender, peer) && skipIpHeader(message)) {
        return Optional.of(message);
      }
    }
  }

  /** Forgets the queued errors: as long as one is queued, {@link #await} does not wait. */
  void clearErrors() {
    int length;
    do {
      length = read(LibC.MSG_ERRQUEUE);
    } while (length >= 0);
  }

  /** The length of what was read into the buffer, or -1. */
  private int read(int flags) {
    IntByReference senderLength = new IntByReference(sender.length);
    try {
      NativeLong size = new NativeLong(buffer.length);
      return c.recvfrom(socket, buffer, size, flags, sender, senderLength).intValue();
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Errno.EAGAIN) {
        return -1;
      }
      throw e;
    }
  }

  /** A raw IPv4 socket hands over the IP header too. */
  private boolean skipIpHeader(ByteBuffer message) {
    if (!raw || peer instanceof Inet6Address || !message.hasRemaining()) {
      return message.hasRemaining();
    }
    int header = (message.get(0) & IPV4_HEADER_WORDS) * 4;
    if (header >= message.limit()) {
      return false;
    }
    message.position(header);
    return true;
  }

  @Override
  public void close() {
    c.close(socket);
  }
}
