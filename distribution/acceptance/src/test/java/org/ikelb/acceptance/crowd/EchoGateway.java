package org.ikelb.acceptance.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway that answers every request and sends every ESP back to where it came from. It remembers
 * which ikelb's port each ESP SPI came from, as a real one does: a tunnel whose port changes is
 * dead.
 *
 * <p>One thread of its own; the counts are for any.
 */
public final class EchoGateway implements AutoCloseable {
  private final DatagramChannel channel;
  private final Map<Integer, SocketAddress> tunnels = new ConcurrentHashMap<>();
  private final AtomicInteger dials = new AtomicInteger();
  private final AtomicInteger moved = new AtomicInteger();

  /** Opens it at this address. */
  public EchoGateway(InetAddress address, int port) {
    try {
      channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
      channel.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "echo-gateway");
    thread.setDaemon(true);
    thread.start();
  }

  /** IKE_SA_INIT requests so far: who dials again is counted again. */
  public int dials() {
    return dials.get();
  }

  /** ESP datagrams that came from another port of ikelb than those before with the same SPI. */
  public int moved() {
    return moved.get();
  }

  /** Ports of ikelb that ESP came from. */
  public int tunnels() {
    return tunnels.size();
  }

  /** The port of ikelb that a tunnel came from. */
  public int portOf(int espSpi) {
    SocketAddress from = tunnels.get(espSpi);
    return from instanceof InetSocketAddress address ? address.getPort() : 0;
  }

  private void serve() {
    ByteBuffer datagram = ByteBuffer.allocateDirect(2048);
    try {
      while (true) {
        datagram.clear();
        SocketAddress from = channel.receive(datagram);
        datagram.flip();
        if (datagram.remaining() < 8) {
          continue;
        }
        if (Wire.isEsp(datagram)) {
          SocketAddress before = tunnels.putIfAbsent(datagram.getInt(0), from);
          if (before != null && !before.equals(from)) {
            moved.incrementAndGet();
            continue;
          }
        } else {
          if (Wire.exchange(datagram) == Wire.IKE_SA_INIT) {
            dials.incrementAndGet();
          }
          Wire.answer(datagram);
        }
        channel.send(datagram, from);
      }
    } catch (ClosedChannelException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
