package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
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
 * One event loop: hands what its sockets receive to its relay, and sends what the relay says.
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
  private ByteBuf inHand = Unpooled.EMPTY_BUFFER;
  private int inHandCameTo;
  private boolean inHandIsLent;
  private boolean inBatch;
  private boolean stopped;

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
    stopped = true;
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

  // receiving

  void received(LoopSocket socket, DatagramPacket packet) {
    if (!inBatch) {
      inBatch = true;
      relay.beginBatch();
    } else if (outgoing.isDue()) {
      flush();
    }
    ByteBuf datagram = packet.content();
    int bytes = datagram.readableBytes();
    socket.reading().watch().received(packet.sender(), bytes);
    if (bytes >= buffers.slotBytes()) {
      socket.receivedCut();
      return;
    }
    take(datagram, index, buffers.mustCopy());
    try {
      ByteBuffer view = datagram.internalNioBuffer(datagram.readerIndex(), bytes);
      socket.received(packet.sender(), view);
    } finally {
      inHand = Unpooled.EMPTY_BUFFER;
    }
  }

  void endBatch(LoopSocket socket) {
    inBatch = false;
    flush();
    Reading reading = socket.reading();
    TrainWatch watch = reading.watch();
    boolean isMoment = !watch.mustBeEmptied() || reading.isEmptied();
    if (reading.isEmptied()) {
      watch.emptied();
    }
    if (watch.isDue() && isMoment && sockets.receivesTrains()) {
      long now = System.nanoTime();
      if (watch.shouldChange(now)) {
        sockets.receiveTrains(socket.channel(), !watch.isReceivingTrains(), buffers.slotBytes());
        watch.changed(now);
      }
    }
  }

  /** How many the kernel has lost of this socket's. */
  int overflowed(LoopSocket socket) {
    return sockets.overflowed(socket.channel());
  }

  boolean sendsTrains() {
    return sockets.sendsTrains();
  }

  /** Handles datagrams that came here by another way than a socket, and releases them. */
  void handle(List<HandedOver> batch) {
    if (stopped) {
      batch.forEach(HandedOver::release); // or loops could hand it to and fro for ever
      return;
    }
    relay.beginBatch();
    for (HandedOver datagram : batch) {
      if (outgoing.isDue()) {
        flush();
      }
      handle(datagram);
    }
    flush();
  }

  private void handle(HandedOver handedOver) {
    ByteBuf datagram = handedOver.datagram();
    take(datagram, handedOver.fromLoop(), false);
    try {
      // another loop may just now use the buffer's only internal view
      ByteBuffer view = datagram.nioBuffer(datagram.readerIndex(), datagram.readableBytes());
      relay.handedOver(
          handedOver.fromLoop(), handedOver.listenAddress(), handedOver.client(), view);
    } finally {
      inHand = Unpooled.EMPTY_BUFFER;
      handedOver.release();
    }
  }

  void unexpected(Throwable cause) {
    relay.unexpected(cause);
  }

  // the datagram in hand

  private void take(ByteBuf datagram, int cameTo, boolean isLent) {
    inHand = datagram;
    inHandCameTo = cameTo;
    inHandIsLent = isLent;
  }

  /** The datagram in hand, to be given away. */
  private ByteBuf giveInHand() {
    return inHandIsLent
        ? allocate(inHand.readableBytes()).writeBytes(inHand.duplicate())
        : inHand.retain();
  }

  private HandedOver giveInHand(int listenAddress, InetSocketAddress client) {
    return new HandedOver(giveInHand(), inHandCameTo, listenAddress, client);
  }

  private static ByteBuf allocate(int bytes) {
    return ByteBufAllocator.DEFAULT.directBuffer(bytes);
  }

  private void flush() {
    outgoing.flush();
    outboxes.post();
  }

  // Transport

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
    ((GatewaySocket) socket).send(giveInHand());
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    send(listenAddress, client, giveInHand());
  }

  @Override
  public void copy(UpstreamSocket socket) {
    ((GatewaySocket) socket).sendCopy(giveInHand());
  }

  @Override
  public void copy(int listenAddress, InetSocketAddress client) {
    if (isListening(listenAddress)) {
      listening[listenAddress].sendCopy(client, giveInHand());
    }
  }

  @Override
  public void handOver(int loop, int listenAddress, InetSocketAddress client) {
    Outbox outbox = outboxes.to(loop);
    int bytes = inHand.readableBytes();
    if (outbox.hasRoom(bytes)) {
      outbox.add(giveInHand(listenAddress, client));
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
    int bytes = inHand.readableBytes();
    if (kept.hasRoom(gatewaySocket, bytes)) {
      kept.add(gatewaySocket, giveInHand(listenAddress, client));
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
    handle(kept.take(socket));
    if (isHere) {
      socket.flush();
    }
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    ByteBuf copy = allocate(datagram.remaining()).writeBytes(datagram.duplicate());
    send(listenAddress, client, copy);
  }

  private void send(int listenAddress, InetSocketAddress client, ByteBuf datagram) {
    if (isListening(listenAddress)) {
      listening[listenAddress].send(client, datagram);
    } else {
      int bytes = datagram.readableBytes();
      datagram.release();
      relay.notSentToClient(listenAddress, bytes, SendFailure.UNREACHABLE);
    }
  }

  private boolean isListening(int listenAddress) {
    return listenAddress < listening.length && listening[listenAddress] != null;
  }
}
