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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamPort;

/** A loop without sockets: remembers what the relay wanted of it. */
final class FakeTransport implements Transport {
  final List<FakeSocket> open = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final Deque<Runnable> tasks = new ArrayDeque<>();
  Optional<Runnable> timer = Optional.empty();
  boolean refusesToConnect;

  /** Whether the next socket that is closed throws. */
  boolean throwsOnClose;

  /** Whether it remembers what was sent; to do so takes memory. */
  boolean takesNotes = true;

  /** The datagram in hand. */
  ByteBuffer inHand = ByteBuffer.allocate(0);

  /** Whether tasks are run where they are posted: somebody waits for them. */
  boolean runsAtOnce;

  /** Whether its loop has ended: it takes no tasks. */
  boolean hasEnded;

  /** How many datagrams may be put off at a time. */
  int roomToWait = Integer.MAX_VALUE;

  private int waiting;
  private final Map<UpstreamSocket, List<Runnable>> kept = new HashMap<>();
  private final int index;
  private final List<FakeTransport> all;
  private final AtomicLong order;
  private Optional<Relay> relay = Optional.empty();

  /**
   * Makes one.
   *
   * @param all those of all loops
   * @param order counts what they send
   */
  FakeTransport(int index, List<FakeTransport> all, AtomicLong order) {
    this.index = index;
    this.all = all;
    this.order = order;
  }

  void connectTo(Relay itsRelay) {
    relay = Optional.of(itsRelay);
  }

  /**
   * A datagram that left, towards a gateway or a client.
   *
   * @param head its first eight bytes, as far as it has them
   * @param order what was sent later, by any loop, has a higher one
   */
  record Sent(
      Optional<SessionUpstream> upstream,
      Optional<InetSocketAddress> client,
      boolean copy,
      int bytes,
      long head,
      long order) {}

  /** An open upstream socket. */
  final class FakeSocket implements UpstreamSocket {
    final Upstream upstream;

    FakeSocket(Upstream upstream) {
      this.upstream = upstream;
    }

    SessionUpstream user() {
      return ((UpstreamPort) upstream).user();
    }

    @Override
    public InetSocketAddress localAddress() {
      return upstream.local();
    }

    @Override
    public void close() {
      if (throwsOnClose) {
        throwsOnClose = false;
        throw new IllegalStateException("broken for the test");
      }
      all.forEach(transport -> transport.open.remove(this));
    }
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void execute(Runnable task) {
    if (hasEnded) {
      throw new RejectedExecutionException("the loop has ended");
    }
    if (runsAtOnce) {
      task.run();
    } else {
      tasks.add(task);
    }
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
      note(Optional.of(((FakeSocket) socket).user()), Optional.empty(), false, inHand);
    }
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    if (takesNotes) {
      note(Optional.empty(), Optional.of(client), false, inHand);
    }
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    note(Optional.empty(), Optional.of(client), false, datagram);
  }

  @Override
  public void copy(UpstreamSocket socket) {
    checkThatThisLoopHas(socket);
    note(Optional.of(((FakeSocket) socket).user()), Optional.empty(), true, inHand);
  }

  @Override
  public void copy(int listenAddress, InetSocketAddress client) {
    if (takesNotes) {
      note(Optional.empty(), Optional.of(client), true, inHand);
    }
  }

  private void note(
      Optional<SessionUpstream> upstream,
      Optional<InetSocketAddress> client,
      boolean copy,
      ByteBuffer datagram) {
    int at = datagram.position();
    long head = datagram.remaining() < Long.BYTES ? 0 : datagram.getLong(at);
    sent.add(new Sent(upstream, client, copy, datagram.remaining(), head, order.incrementAndGet()));
  }

  @Override
  public void handOver(int loop, int listenAddress, InetSocketAddress client) {
    FakeTransport other = all.get(loop);
    other.execute(other.handling(index, listenAddress, client, inHand.duplicate()));
  }

  @Override
  public boolean putOff(int listenAddress, InetSocketAddress client) {
    if (waiting >= roomToWait) {
      return false;
    }
    waiting++;
    ByteBuffer datagram = inHand.duplicate();
    execute(
        () -> {
          waiting--;
          inHand = datagram;
          relay.orElseThrow().beginBatch();
          relay.orElseThrow().waited(index, listenAddress, client, datagram);
        });
    return true;
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
    FakeTransport other = all.get(loop);
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
