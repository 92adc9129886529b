package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Relay.SendFailure;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;

/**
 * One event loop with its relay: does what the relay says with the datagram in hand, and for its
 * sockets. What comes in is shown to the relay by {@link Incoming}.
 *
 * <p>What is to be sent, or handed to other loops, is gathered and goes once for the whole batch.
 *
 * <p>Used on its own event loop only, but for {@link #execute} and what does not change.
 */
final class Loop implements Transport {
  private final int index;
  private final EventLoop eventLoop;
  private final List<Loop> loops;
  private final Sockets sockets;
  private final ReceiveBuffers buffers;
  private final UpstreamSockets upstreamSockets;
  private final Outgoing outgoing = new Outgoing();
  private final Outboxes outboxes;
  private final Kept kept = new Kept();
  private final GuardedRelay relay;
  private ListenSocket[] listening = {};
  private final InHand inHand = new InHand();
  private final Incoming incoming;

  /**
   * @param loops all loops, this one and later ones to be added
   */
  Loop(
      EventLoop eventLoop,
      List<Loop> loops,
      Sockets sockets,
      ReceiveBuffers buffers,
      Function<Transport, Relay> relays) {
    this.index = loops.size();
    this.eventLoop = eventLoop;
    this.loops = loops;
    this.sockets = sockets;
    this.buffers = buffers;
    this.upstreamSockets = new UpstreamSockets(this, sockets);
    this.outboxes = new Outboxes(loops);
    this.relay = new GuardedRelay(relays.apply(this), index, System::nanoTime);
    this.incoming = new Incoming(this, inHand, sockets);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  ReceiveBuffers buffers() {
    return buffers;
  }

  GuardedRelay relay() {
    return relay;
  }

  Incoming incoming() {
    return incoming;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  UpstreamSockets upstreamSockets() {
    return upstreamSockets;
  }

  /** From now on these, by their ids, are the sockets that clients send to. */
  void listenOn(List<ListenSocket> all) {
    int ids = all.stream().mapToInt(ListenSocket::id).max().orElse(-1) + 1;
    ListenSocket[] byId = new ListenSocket[ids];
    all.forEach(socket -> byId[socket.id()] = socket);
    listening = byId;
  }

  /** Closes its sockets. Netty would, too, but not if it is told while it runs a task. */
  void stop() {
    incoming.stop();
    upstreamSockets.stop();
    for (ListenSocket socket : listening) {
      if (socket != null) {
        var unused = socket.channel().close();
      }
    }
  }

  /** Frees its memory. The event loop has ended. */
  void close() {
    kept.close();
    buffers.close();
  }

  /** How many the kernel has lost of this socket's. */
  int overflowed(LoopSocket socket) {
    return sockets.overflowed(socket.channel());
  }

  boolean sendsTrains() {
    return sockets.sendsTrains();
  }

  void unexpected(Throwable cause) {
    relay.unexpected(cause);
  }

  /** Sends, and hands to other loops, all that was gathered. */
  void flush() {
    outgoing.flush();
    outboxes.post();
  }

  @Override
  public int index() {
    return index;
  }

  /** What the calling loop handed to this one comes first. */
  @Override
  public void execute(Runnable task) {
    for (Loop caller : loops) {
      if (caller.eventLoop.inEventLoop()) {
        caller.outboxes.to(index).post();
      }
    }
    eventLoop.execute(() -> run(task));
  }

  @Override
  public void schedule(Runnable task, long delayNanos) {
    var unused = eventLoop.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void run(Runnable task) {
    relay.guarded(task);
    flush();
  }

  @Override
  public UpstreamSocket connect(Upstream upstream) throws IOException {
    return upstreamSockets.open(upstream);
  }

  @Override
  public void forward(UpstreamSocket socket) {
    inHand.queue((GatewaySocket) socket, null, false);
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    if (isListening(listenAddress)) {
      inHand.queue(listening[listenAddress], client, false);
    } else {
      relay.notSentToClient(listenAddress, inHand.bytes(), SendFailure.UNREACHABLE);
    }
  }

  @Override
  public void copy(UpstreamSocket socket) {
    inHand.queue((GatewaySocket) socket, null, true);
  }

  @Override
  public void copy(int listenAddress, InetSocketAddress client) {
    if (isListening(listenAddress)) {
      inHand.queue(listening[listenAddress], client, true);
    }
  }

  @Override
  public void handOver(int loop, int listenAddress, InetSocketAddress client) {
    Outbox outbox = outboxes.to(loop);
    int bytes = inHand.bytes();
    if (outbox.hasRoom(bytes)) {
      outbox.add(inHand.handOver(listenAddress, client));
    } else {
      relay.notHandedOver(listenAddress, bytes);
    }
  }

  @Override
  public void fetch(
      int loop, UpstreamSocket socket, BooleanSupplier letGo, Consumer<Boolean> arrived) {
    GatewaySocket gatewaySocket = (GatewaySocket) socket;
    outboxes.to(loop).post();
    kept.await(gatewaySocket);
    new Move(gatewaySocket, loops.get(loop), this, letGo, arrived).start();
  }

  @Override
  public void keepFor(UpstreamSocket socket, int listenAddress, InetSocketAddress client) {
    GatewaySocket gatewaySocket = (GatewaySocket) socket;
    int bytes = inHand.bytes();
    if (kept.hasRoom(gatewaySocket, bytes)) {
      kept.add(gatewaySocket, inHand.handOver(listenAddress, client));
    } else {
      relay.notHandedOver(listenAddress, bytes);
    }
  }

  /** Asks this loop's relay to let go of a socket. */
  boolean letsGo(BooleanSupplier letGo) {
    boolean gone = relay.guarded(letGo);
    flush();
    return gone;
  }

  /** The end of a fetch. */
  void arrived(GatewaySocket socket, Consumer<Boolean> arrived, boolean isHere) {
    relay.guarded(() -> arrived.accept(isHere));
    incoming.handle(kept.take(socket));
    if (isHere) {
      socket.flush();
    }
  }

  @Override
  public boolean putOff(int listenAddress, InetSocketAddress client) {
    return incoming.putOff(listenAddress, client);
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    int bytes = datagram.remaining();
    if (isListening(listenAddress)) {
      ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes).writeBytes(datagram.duplicate());
      listening[listenAddress].queue(copy, 0, bytes, client, false);
      copy.release();
    } else {
      relay.notSentToClient(listenAddress, bytes, SendFailure.UNREACHABLE);
    }
  }

  private boolean isListening(int listenAddress) {
    return listenAddress < listening.length && listening[listenAddress] != null;
  }
}
