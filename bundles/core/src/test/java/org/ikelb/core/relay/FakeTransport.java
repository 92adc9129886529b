package org.ikelb.core.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ikelb.core.dataplane.Relay;
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

  /** Whether it remembers what was sent; to do so takes memory. */
  boolean takesNotes = true;

  /** The datagram in hand. */
  ByteBuffer inHand = ByteBuffer.allocate(0);

  private final Map<UpstreamSocket, List<Runnable>> kept = new HashMap<>();
  private Function<Integer, FakeTransport> others = loop -> this;
  private Optional<Relay> relay = Optional.empty();
  private final int index;

  FakeTransport(int index) {
    this.index = index;
  }

  void connectTo(Relay itsRelay, Function<Integer, FakeTransport> transports) {
    relay = Optional.of(itsRelay);
    others = transports;
  }

  /** A datagram that left, towards a gateway or a client. */
  record Sent(
      Optional<Upstream> upstream, Optional<InetSocketAddress> client, boolean copy, int bytes) {}

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
      others.apply(0).open.remove(this);
      others.apply(1).open.remove(this);
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

  private void checkThatThisLoopHas(UpstreamSocket socket) {
    if (!open.contains(socket)) {
      throw new IllegalStateException("loop " + index + " writes to a socket that is not its own");
    }
  }

  @Override
  public void forward(UpstreamSocket socket) {
    checkThatThisLoopHas(socket);
    if (takesNotes) {
      sent.add(
          new Sent(
              Optional.of(((FakeSocket) socket).upstream),
              Optional.empty(),
              false,
              inHand.remaining()));
    }
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    if (takesNotes) {
      sent.add(new Sent(Optional.empty(), Optional.of(client), false, inHand.remaining()));
    }
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    sent.add(new Sent(Optional.empty(), Optional.of(client), false, inHand.remaining()));
  }

  @Override
  public void copy(UpstreamSocket socket) {
    checkThatThisLoopHas(socket);
    sent.add(
        new Sent(
            Optional.of(((FakeSocket) socket).upstream),
            Optional.empty(),
            true,
            inHand.remaining()));
  }

  @Override
  public void copy(int listenAddress, InetSocketAddress client) {
    sent.add(new Sent(Optional.empty(), Optional.of(client), true, inHand.remaining()));
  }

  @Override
  public void handOver(int loop, int listenAddress, InetSocketAddress client) {
    FakeTransport other = others.apply(loop);
    other.execute(other.handling(index, listenAddress, client, inHand.duplicate()));
  }

  private Runnable handling(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    return () -> {
      inHand = datagram;
      relay.orElseThrow().beginBatch();
      relay.orElseThrow().handedOver(fromLoop, listenAddress, client, datagram);
    };
  }

  @Override
  public void fetch(
      int loop, UpstreamSocket socket, BooleanSupplier letGo, Consumer<Boolean> arrived) {
    FakeTransport other = others.apply(loop);
    kept.put(socket, new ArrayList<>());
    other.execute(
        () -> {
          boolean comes = letGo.getAsBoolean();
          if (comes) {
            other.open.remove(socket);
          }
          execute(() -> arrived(socket, comes, arrived));
        });
  }

  private void arrived(UpstreamSocket socket, boolean here, Consumer<Boolean> arrived) {
    if (here) {
      open.add((FakeSocket) socket);
    }
    arrived.accept(here);
    List<Runnable> waiting = kept.remove(socket);
    if (waiting != null) {
      waiting.forEach(Runnable::run);
    }
  }

  @Override
  public void keepFor(UpstreamSocket socket, int listenAddress, InetSocketAddress client) {
    List<Runnable> waiting = kept.get(socket);
    if (waiting == null) {
      throw new IllegalStateException("not on its way here");
    }
    waiting.add(handling(index, listenAddress, client, inHand.duplicate()));
  }

  void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }
}
