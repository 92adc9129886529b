package org.ikelb.listener.udp;

import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes sockets, and keeps one of each {@value #APART} descriptors back, unbound and never used.
 *
 * <p>Netty has a loop's sockets in a table by their descriptors, as they are, with linear probing.
 * The kernel gives the lowest that is free, so they lie side by side, and whoever is taken out has
 * all behind it looked at, up to the next gap: of ten thousand sockets of one loop, thousands each
 * time that one is closed.
 *
 * <p>Thread-safe.
 */
final class GappedDescriptors {
  static final int APART = 512;

  private final Queue<EpollDatagramChannel> gaps = new ConcurrentLinkedQueue<>();

  /** How many of so many descriptors are kept back. */
  static int keptOf(int descriptors) {
    return descriptors / APART;
  }

  EpollDatagramChannel newSocket(SocketProtocolFamily family) {
    EpollDatagramChannel socket = new EpollDatagramChannel(family);
    while (socket.fd().intValue() % APART == 0) {
      gaps.add(socket);
      socket = new EpollDatagramChannel(family);
    }
    return socket;
  }

  void close() {
    EpollDatagramChannel gap;
    while ((gap = gaps.poll()) != null) {
      gap.unsafe().closeForcibly();
    }
  }
}
