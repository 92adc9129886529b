package org.ikelb.listener.udp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.core.dataplane.Upstream;

/**
 * The sockets towards gateways on one loop.
 *
 * <p>Used on its loop only.
 */
final class UpstreamSockets {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Loop loop;
  private final Sockets sockets;
  private final Set<GatewaySocket> open = new HashSet<>();
  private boolean stopped;

  UpstreamSockets(Loop loop, Sockets sockets) {
    this.loop = loop;
    this.sockets = sockets;
  }

  /**
   * Opens one, bound and connected.
   *
   * @throws BindException if another socket of this machine has the local address and port
   * @throws IOException if it cannot be opened; nothing is left behind
   */
  GatewaySocket open(Upstream upstream) throws IOException {
    InetSocketAddress remote = upstream.remote();
    if (stopped) {
      throw new IOException("no socket to " + remote + ": the listener is being closed");
    }
    Reading reading = new Reading(loop.buffers());
    DatagramChannel channel = sockets.newSocket(remote.getAddress(), reading);
    GatewaySocket socket = new GatewaySocket(loop, channel, reading, upstream);
    try {
      if (upstream.isTransparent()) {
        sockets.allowClientAddress(channel, upstream.local().getAddress());
      }
      channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
      sockets.setBufferSizes(channel, BUFFER_BYTES);
      channel.pipeline().addLast(socket);
      require(loop.eventLoop().register(channel));
      require(channel.connect(remote, bindable(upstream.local(), remote.getAddress())));
      open.add(socket);
      return socket;
    } catch (IOException | RuntimeException e) {
      channel.unsafe().closeForcibly();
      String what = "no socket from " + upstream.local() + " to " + remote + ": " + e.getMessage();
      throw BindFailures.isInUse(e) ? inUse(what, e) : new IOException(what, e);
    }
  }

  /** A socket came from another loop; false if this one takes no more. */
  boolean came(GatewaySocket socket) {
    return !stopped && open.add(socket);
  }

  /** A socket is closed, or leaves for another loop. */
  void gone(GatewaySocket socket) {
    open.remove(socket);
  }

  /** Closes all, and opens or takes no more. */
  void stop() {
    stopped = true;
    List.copyOf(open).forEach(GatewaySocket::close);
  }

  /** On its own loop a channel has done at once what it is asked to do. */
  private static void require(ChannelFuture done) throws IOException {
    if (!done.isSuccess()) {
      Throwable cause = done.cause();
      throw new IOException(
          cause == null ? "it did not happen at once" : cause.getMessage(), cause);
    }
  }

  private static BindException inUse(String what, Exception cause) {
    BindException inUse = new BindException(what);
    inUse.initCause(cause);
    return inUse;
  }

  /** A wildcard must be of the socket's own family. */
  private static InetSocketAddress bindable(InetSocketAddress local, InetAddress remote)
      throws IOException {
    if (!local.getAddress().isAnyLocalAddress()) {
      return local;
    }
    byte[] zeros = new byte[remote.getAddress().length];
    return new InetSocketAddress(InetAddress.getByAddress(zeros), local.getPort());
  }
}
