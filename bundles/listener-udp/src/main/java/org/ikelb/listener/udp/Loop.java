package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Relay.SendFailure;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;

/**
 * One event loop: hands what its sockets receive to its relay, and sends what the relay says.
 *
 * <p>What is to be sent is queued on its sockets and flushed once for the whole batch, so that each
 * socket sends all it has with one sendmmsg.
 *
 * <p>Used on its own event loop only, but for {@link #execute} and what does not change.
 */
final class Loop implements Transport {
  /** A socket that owes the kernel this many bytes takes no more. */
  private static final int MAX_QUEUED_BYTES_A_SOCKET = 1 << 20;

  /** All sockets together. */
  private static final int MAX_QUEUED_BYTES = 32 << 20;

  /** So many bytes are flushed before the batch ends, far below what one socket may owe. */
  private static final int FLUSH_AFTER_BYTES = 256 << 10;

  private static final int UPSTREAM_BUFFER_BYTES = 1 << 20;

  private final int index;
  private final EventLoop eventLoop;
  private final Sockets sockets;
  private final ReceiveBuffers buffers;
  private final GuardedRelay relay;
  private final List<LoopSocket> touched = new ArrayList<>();
  private ListenSocket[] listening = {};
  private ByteBuf inHand = Unpooled.EMPTY_BUFFER;
  private boolean inBatch;
  private int unflushedBytes;
  private int queuedBytes;

  Loop(
      int index,
      EventLoop eventLoop,
      Sockets sockets,
      ReceiveBuffers buffers,
      Function<Transport, Relay> relays) {
    this.index = index;
    this.eventLoop = eventLoop;
    this.sockets = sockets;
    this.buffers = buffers;
    this.relay = new GuardedRelay(relays.apply(this), index, System::nanoTime);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  ReceiveBuffers buffers() {
    return buffers;
  }

  Relay relay() {
    return relay;
  }

  /** From now on these, by their ids, are the sockets that clients send to. */
  void listenOn(List<ListenSocket> all) {
    int ids = all.stream().mapToInt(ListenSocket::id).max().orElse(-1) + 1;
    ListenSocket[] byId = new ListenSocket[ids];
    all.forEach(socket -> byId[socket.id()] = socket);
    listening = byId;
  }

  // receiving

  void received(LoopSocket socket, DatagramPacket packet) {
    if (!inBatch) {
      inBatch = true;
      relay.beginBatch();
    } else if (unflushedBytes >= FLUSH_AFTER_BYTES) {
      flush();
    }
    ByteBuf datagram = packet.content();
    int bytes = datagram.readableBytes();
    if (bytes >= buffers.slotBytes()) {
      socket.receivedCut();
      return;
    }
    inHand = datagram;
    try {
      ByteBuffer view = datagram.internalNioBuffer(datagram.readerIndex(), bytes);
      socket.received(packet.sender(), view);
    } finally {
      inHand = Unpooled.EMPTY_BUFFER;
    }
  }

  void endBatch() {
    inBatch = false;
    flush();
  }

  void unexpected(Throwable cause) {
    relay.unexpected(cause);
  }

  // sending

  /** The datagram in hand, to be given away. */
  private ByteBuf takeInHand() {
    return buffers.mustCopy()
        ? allocate(inHand.readableBytes()).writeBytes(inHand.duplicate())
        : inHand.retain();
  }

  private static ByteBuf allocate(int bytes) {
    return ByteBufAllocator.DEFAULT.directBuffer(bytes);
  }

  /** Whether a socket that owes the kernel so much may queue another datagram. */
  boolean hasRoom(int queuedBytesOfSocket) {
    return queuedBytesOfSocket < MAX_QUEUED_BYTES_A_SOCKET && queuedBytes < MAX_QUEUED_BYTES;
  }

  void queued(LoopSocket socket, int bytes) {
    queuedBytes += bytes;
    unflushedBytes += bytes;
    if (socket.touch()) {
      touched.add(socket);
    }
  }

  void unqueued(int bytes) {
    queuedBytes -= bytes;
  }

  /** Flushing tells the relay of failures, and what it does then may touch further sockets. */
  private void flush() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).flush();
    }
    touched.clear();
    unflushedBytes = 0;
  }

  // Transport

  @Override
  public int index() {
    return index;
  }

  @Override
  public void execute(Runnable task) {
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
    InetSocketAddress remote = upstream.remote();
    DatagramChannel channel = sockets.newSocket(remote.getAddress(), buffers);
    GatewaySocket socket = new GatewaySocket(this, channel, upstream);
    try {
      channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
      sockets.setBufferSizes(channel, UPSTREAM_BUFFER_BYTES);
      channel.pipeline().addLast(socket);
      require(eventLoop.register(channel));
      require(channel.connect(remote, bindable(upstream.local(), remote.getAddress())));
      return socket;
    } catch (IOException | RuntimeException e) {
      channel.unsafe().closeForcibly();
      throw new IOException(
          "no socket from " + upstream.local() + " to " + remote + ": " + e.getMessage(), e);
    }
  }

  /** On its own loop a channel has done at once what it is asked to do. */
  private static void require(ChannelFuture done) throws IOException {
    if (!done.isSuccess()) {
      Throwable cause = done.cause();
      throw new IOException(
          cause == null ? "it did not happen at once" : cause.getMessage(), cause);
    }
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

  @Override
  public void forward(UpstreamSocket socket) {
    ((GatewaySocket) socket).send(takeInHand());
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {
    send(listenAddress, client, takeInHand());
  }

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    ByteBuf copy = allocate(datagram.remaining()).writeBytes(datagram.duplicate());
    send(listenAddress, client, copy);
  }

  private void send(int listenAddress, InetSocketAddress client, ByteBuf datagram) {
    if (listenAddress < listening.length && listening[listenAddress] != null) {
      listening[listenAddress].send(client, datagram);
    } else {
      int bytes = datagram.readableBytes();
      datagram.release();
      relay.notSentToClient(listenAddress, bytes, SendFailure.UNREACHABLE);
    }
  }
}
