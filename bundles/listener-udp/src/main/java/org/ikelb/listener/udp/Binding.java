package org.ikelb.listener.udp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ikelb.core.dataplane.ListenAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds one address on every loop, so that no other process can take part of its traffic.
 *
 * <p>SO_REUSEPORT would let any process of the same user join. So the first socket is bound without
 * it, which fails if anybody has the address; then it gets the option, and the other loops' sockets
 * are bound beside it. They are bound in the order of the loops because the kernel maps a client to
 * a socket by that order: a restart maps every client as before.
 *
 * <p>Used by one control thread at a time.
 */
final class Binding {
  private static final Logger log = LoggerFactory.getLogger(Binding.class);

  /** Some 20,000 datagrams of a login storm, or 30 ms at 1 Gbit/s. */
  private static final int BUFFER_BYTES = 4 << 20;

  private final Sockets sockets;
  private final BindFailures failures;
  private boolean buffersLogged;

  Binding(Sockets sockets, BindFailures failures) {
    this.sockets = sockets;
    this.failures = failures;
  }

  /**
   * Opens the sockets of an address, in the order of the loops, reading from none.
   *
   * @param warnings gets a sentence if the address is bound though this machine does not have it
   * @throws IOException whose message says what to do; then none is open
   */
  List<ListenSocket> open(
      ListenAddress address, List<Loop> loops, Patience patience, Consumer<String> warnings)
      throws IOException {
    List<ListenSocket> open = new ArrayList<>();
    try {
      for (Loop loop : loops) {
        open.add(openOn(loop, address, patience, open.isEmpty() ? warnings : ignored -> {}));
        if (loops.size() > 1 && open.size() == 1) {
          sockets.shareAddress(open.get(0).channel());
        }
      }
    } catch (IOException | RuntimeException e) {
      open.stream().map(socket -> socket.channel().close()).toList().forEach(patience::isDone);
      throw new IOException(failures.explain(address, e), e);
    }
    log.info(
        "event=listening address={} virtual_server={} sockets={}",
        NetUtil.toSocketAddressString(address.address()),
        address.virtualServer(),
        open.size());
    return open;
  }

  private ListenSocket openOn(
      Loop loop, ListenAddress address, Patience patience, Consumer<String> warnings)
      throws IOException {
    Reading reading = new Reading(loop.buffers());
    DatagramChannel channel = sockets.newSocket(address.address().getAddress(), reading);
    try {
      channel.config().setAutoRead(false);
      sockets.setBufferSizes(channel, BUFFER_BYTES);
      logBuffers(channel);
      ListenSocket socket = new ListenSocket(loop, channel, reading, address.id());
      channel.pipeline().addLast(socket);
      done(loop.eventLoop().register(channel), loop, patience);
      if (loop.index() > 0) {
        sockets.shareAddress(channel);
      }
      bind(channel, address, loop, patience, warnings);
      return socket;
    } catch (IOException | RuntimeException e) {
      discard(channel, patience);
      throw e;
    }
  }

  private void bind(
      DatagramChannel channel,
      ListenAddress address,
      Loop loop,
      Patience patience,
      Consumer<String> warnings)
      throws IOException {
    InetSocketAddress local = address.address();
    try {
      done(channel.bind(local), loop, patience);
    } catch (IOException e) {
      boolean foreign = BindFailures.isForeignAddress(e);
      if (!foreign || !sockets.allowForeignAddress(channel, local.getAddress())) {
        throw e;
      }
      done(channel.bind(local), loop, patience);
      warnings.accept(BindFailures.foreignAddress(address));
    }
  }

  private static void discard(DatagramChannel channel, Patience patience) {
    if (channel.isRegistered()) {
      boolean unused = patience.isDone(channel.close());
    } else {
      channel.unsafe().closeForcibly();
    }
  }

  private static void done(ChannelFuture future, Loop loop, Patience patience) throws IOException {
    patience.await(future, loop);
    Throwable cause = future.cause();
    if (cause instanceof IOException e) {
      throw e;
    } else if (cause != null) {
      throw new IOException(cause.getMessage(), cause);
    }
  }

  /** The kernel counts twice what was asked for, and cuts it silently. */
  private void logBuffers(DatagramChannel channel) {
    if (buffersLogged) {
      return;
    }
    buffersLogged = true;
    int receive = channel.config().getOption(ChannelOption.SO_RCVBUF) / 2;
    int send = channel.config().getOption(ChannelOption.SO_SNDBUF) / 2;
    log.info("event=socket-buffers receive_bytes={} send_bytes={}", receive, send);
    if (Math.min(receive, send) < BUFFER_BYTES) {
      log.warn(
          "event=socket-buffers-small wanted_bytes={} remedy=\"sysctl net.core.rmem_max={}"
              + " net.core.wmem_max={}, or grant CAP_NET_ADMIN\"",
          BUFFER_BYTES,
          BUFFER_BYTES,
          BUFFER_BYTES);
    }
  }
}
