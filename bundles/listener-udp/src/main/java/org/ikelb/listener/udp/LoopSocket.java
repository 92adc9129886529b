package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.dataplane.Relay.SendFailure;
import org.jspecify.annotations.Nullable;

/**
 * One UDP socket of a loop: what both kinds have in common.
 *
 * <p>Used on its loop only.
 */
abstract sealed class LoopSocket extends ChannelInboundHandlerAdapter
    permits ListenSocket, GatewaySocket {
  private static final long OVERFLOW_COUNTED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final DatagramChannel channel;
  private final Reading reading;

  /** Changed by the loop it names; any may ask whether it is the one. */
  private volatile Loop loop;

  private final Train train = new Train();
  private final LongestSegments longestSegments = new LongestSegments();
  private int queuedBytes;
  private boolean touched;
  private int overflowed;
  private boolean willCountOverflow;

  LoopSocket(Loop loop, DatagramChannel channel, Reading reading) {
    this.loop = loop;
    this.channel = channel;
    this.reading = reading;
  }

  final Loop loop() {
    return loop;
  }

  final DatagramChannel channel() {
    return channel;
  }

  final Reading reading() {
    return reading;
  }

  /** Leaves its loop for another one. On its loop, deregistered. */
  final void leaveFor(Loop other) {
    departTrain();
    loop.outgoing().left(this, queuedBytes);
    touched = false;
    willCountOverflow = false;
    loop = other;
  }

  /** Arrives at its loop. On that loop. */
  final void arrive() {
    loop.outgoing().came(queuedBytes);
    reading.into(loop.buffers());
  }

  /** A whole datagram arrived; the view is valid until this returns. */
  abstract void received(InetSocketAddress sender, ByteBuffer datagram);

  /** A datagram arrived that was longer than its slot. */
  abstract void receivedCut();

  /** The kernel lost so many datagrams. */
  abstract void overflowed(int datagrams);

  /** What was queued could not be sent. */
  abstract void failed(Sending sending, Throwable cause);

  /** Tells the relay that a datagram will not be sent. */
  abstract void notSent(int bytes, SendFailure failure);

  /**
   * Queues a datagram, or says why not. An empty one is never sent: Netty would skip it and mistake
   * the next for it.
   *
   * @param memory what the datagram lies in; kept, if need be
   * @param index where in the memory
   * @param bytes its length
   * @param to where to; null on a connected socket
   * @param isCopy whether nobody is told if it fails
   */
  final void queue(
      ByteBuf memory, int index, int bytes, @Nullable InetSocketAddress to, boolean isCopy) {
    if (bytes == 0) {
      lost(bytes, isCopy, SendFailure.UNREACHABLE);
    } else if (!loop.outgoing().hasRoom(queuedBytes)) {
      lost(bytes, isCopy, SendFailure.BUFFER_FULL);
    } else if (train.takes(bytes, to, isCopy) && maySendTrain(train.segmentBytes(), to)) {
      queued(bytes);
      train.join(memory, index, bytes);
    } else if (channel.isActive()) {
      queued(bytes);
      departTrain();
      train.start(memory, index, bytes, to, isCopy);
    } else {
      lost(bytes, isCopy, SendFailure.UNREACHABLE);
    }
  }

  private boolean maySendTrain(int segmentBytes, @Nullable InetSocketAddress to) {
    return loop.sendsTrains() && longestSegments.allow(segmentBytes, to);
  }

  private void queued(int bytes) {
    queuedBytes += bytes;
    loop.outgoing().queued(this, bytes);
  }

  /** Gives Netty what was gathered. */
  private void departTrain() {
    if (!train.isEmpty()) {
      boolean again = triesAgain() || !train.isSingle();
      write(train.take(), train.segmentBytes(), train.recipient(), train.isCopy(), again);
    }
  }

  /** Whether what failed once may succeed the second time. */
  abstract boolean triesAgain();

  private void write(
      ByteBuf all,
      int segmentBytes,
      @Nullable InetSocketAddress to,
      boolean isCopy,
      boolean again) {
    Sending sending = new Sending(this, all, segmentBytes, to, isCopy, again);
    Object message = Train.message(all, segmentBytes, to, channel.localAddress());
    var unused = channel.write(message, sending); // the promise itself tells the outcome
  }

  /** Sends once more what failed, as it was. */
  final void sendAgain(Sending failed) {
    queued(failed.bytes());
    write(failed.takeAgain(), failed.segmentBytes(), failed.recipient(), failed.isCopy(), false);
    channel.flush();
  }

  /** Sends what was refused as a train one by one, and remembers that for the destination. */
  final void sendSingly(Sending failed) {
    longestSegments.refused(failed.segmentBytes(), failed.recipient());
    ByteBuf all = failed.takeAgain();
    ByteBuf rest = all.duplicate();
    while (rest.isReadable()) {
      ByteBuf one = rest.readRetainedSlice(Math.min(failed.segmentBytes(), rest.readableBytes()));
      queued(one.readableBytes());
      write(one, one.readableBytes(), failed.recipient(), failed.isCopy(), false);
    }
    all.release();
    channel.flush();
  }

  private void lost(int bytes, boolean isCopy, SendFailure failure) {
    if (!isCopy) {
      notSent(bytes, failure);
    }
  }

  /** Datagrams will not be sent: the relay is told of each, unless they were copies. */
  final void lost(Sending sending, SendFailure failure) {
    for (int rest = sending.bytes(); rest > 0; rest -= sending.segmentBytes()) {
      lost(Math.min(rest, sending.segmentBytes()), sending.isCopy(), failure);
    }
  }

  /** So many bytes are no longer queued, sent or not. */
  final void unqueued(int bytes) {
    queuedBytes -= bytes;
    loop.outgoing().unqueued(bytes);
  }

  /** Marks it for the next flush; false if it was marked already. */
  final boolean touch() {
    boolean first = !touched;
    touched = true;
    return first;
  }

  final void flush() {
    touched = false;
    departTrain();
    channel.flush();
  }

  @Override
  public final void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      loop.incoming().received(this, packet);
    } finally {
      packet.release();
    }
  }

  @Override
  public final void channelReadComplete(ChannelHandlerContext context) {
    loop.incoming().endBatch(this);
    if (reading.hasTakenMuch() && !willCountOverflow) {
      countOverflowSoon();
    }
  }

  /** A busy socket takes much all the time, and asking costs a system call. */
  private void countOverflowSoon() {
    willCountOverflow = true;
    Loop own = loop;
    own.schedule(
        () -> {
          if (loop == own) { // or it has left, and belongs to another
            willCountOverflow = false;
            countOverflow();
          }
        },
        OVERFLOW_COUNTED_NANOS);
  }

  /** Counts what the kernel lost since it was asked last. */
  final void countOverflow() {
    if (!channel.isOpen()) {
      return;
    }
    int all = loop.overflowed(this);
    if (all != overflowed) {
      overflowed(all - overflowed);
      overflowed = all;
    }
  }

  /** Never closes the socket: an error of UDP is about one datagram. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loop.unexpected(cause);
  }
}
