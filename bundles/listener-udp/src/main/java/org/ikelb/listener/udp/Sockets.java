package org.ikelb.listener.udp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * One way to do UDP I/O: what native epoll and the JDK's NIO do differently.
 *
 * <p>Thread-safe.
 */
sealed interface Sockets extends AutoCloseable permits EpollSockets, NioSockets {
  /** The best that works on this machine. */
  static Sockets best() {
    return EpollSockets.isAvailable() ? new EpollSockets() : new NioSockets();
  }

  /** Its name, and what it can: {@code epoll, gro, gso}, {@code nio}. */
  String transport();

  /** What it cannot do, each with what follows from that; empty when it can do all. */
  List<String> shortcomings();

  /** Whether several sockets can be bound to one address, so that each loop has one. */
  boolean canShareAddress();

  /** Whether equal datagrams can be given to the kernel as one (GSO). */
  boolean sendsTrains();

  /** Whether the kernel can give equal datagrams as one (GRO). */
  boolean receivesTrains();

  /** Changes, in a moment when nothing waits, how a socket is read: a train or many slots. */
  void receiveTrains(DatagramChannel socket, boolean trains, int slotBytes);

  /** What moves bytes on each loop. */
  IoHandlerFactory ioHandlers();

  /** The receive buffers of one of so many loops. */
  ReceiveBuffers newReceiveBuffers(int loops);

  /**
   * Makes a socket for addresses of this one's family, unbound, with DF off as far as possible and
   * read as the reading says.
   *
   * @throws IOException if there is no descriptor left or the like
   */
  DatagramChannel newSocket(InetAddress address, Reading reading) throws IOException;

  /** Sets the size of the kernel's buffers, as near to this many bytes as it is allowed to. */
  void setBufferSizes(DatagramChannel socket, int bytes);

  /**
   * How many datagrams the kernel has lost since the socket was made because its receive buffer was
   * full; wraps around.
   */
  int overflowed(DatagramChannel socket);

  /** Lets other sockets with the same option bind the address of this one. */
  void shareAddress(DatagramChannel socket);

  /**
   * Lets the socket be bound to an address that this machine does not have (yet).
   *
   * @return false if that is not possible here
   */
  boolean allowForeignAddress(DatagramChannel socket, InetAddress address);

  /**
   * Lets the socket be bound to a client's address, which this machine does not have, and send from
   * it (IP_TRANSPARENT).
   *
   * @throws IOException if that is not possible here; says what is missing
   */
  void allowClientAddress(DatagramChannel socket, InetAddress address) throws IOException;

  /** Lets go of what it keeps besides the sockets it made. */
  @Override
  default void close() {}
}
