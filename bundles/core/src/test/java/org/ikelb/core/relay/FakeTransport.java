package org.ikelb.core.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;

/** A loop without sockets: remembers what the relay wanted of it. */
final class FakeTransport implements Transport {
  final List<FakeSocket> open = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final Deque<Runnable> tasks = new ArrayDeque<>();
  Optional<Runnable> timer = Optional.empty();
  boolean refusesToConnect;
  private final int index;

  FakeTransport(int index) {
    this.index = index;
  }

  /** A datagram that left, towards a gateway or a client. */
  record Sent(Optional<Upstream> upstream, Optional<InetSocketAddress> client) {}

  /** An open upstream socket. */
  final class FakeSocket implements UpstreamSocket {
    final Upstream upstream;

    FakeSocket(Upstream upstream) {
      this.upstream = upstream;
    }

    @Override
    public InetSocketAddress localAddress() {
      return upstream.local();
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, long delayNanos) {
    timer = Optional.of(task);
  }

  @Override
  public UpstreamSocket connect(Upstream upstream) throws IOException {
    if (refusesToConnect) {
      throw new IOException("refused for the test");
    }
    FakeSocket socket = new FakeSocket(upstream);
    open.add(socket);
    return socket;
  }

  @Override
  public void forward(UpstreamSocket socket) {
    sent.add(new Sent(Optional.of(((FakeSocket) socket).upstream), Optional.empty()));
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    sent.add(new Sent(Optional.empty(), Optional.of(client)));
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    sent.add(new Sent(Optional.empty(), Optional.of(client)));
  }

  void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }
}
