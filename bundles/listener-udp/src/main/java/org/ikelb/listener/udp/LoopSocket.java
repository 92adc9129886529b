package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.dataplane.Relay.SendFailure;

/**
 * One UDP socket of a loop: what both kinds have in common.
 *
 * <p>Used on its loop only.
 */
abstract sealed class LoopSocket extends ChannelInboundHandlerAdapter
    permits ListenSocket, GatewaySocket {
  private final DatagramChannel channel;
  private final Reading reading;

  /** Changed by the loop it names; any may ask whether it is the one. */
  private volatile Loop loop;

  private int queuedBytes;
  private boolean touched;

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

  /** Leaves its loop for another one. On its loop, deregistered. */
  final void leaveFor(Loop other) {
    loop.outgoing().left(this, queuedBytes);
    touched = false;
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

  /** A datagram that was queued could not be sent. */
  abstract void failed(Sending sending, Throwable cause);

  /** Tells the relay that a datagram will not be sent. */
  abstract void notSent(int bytes, SendFailure failure);

  /**
   * Queues a datagram, or says why not. An empty one is never sent: Netty would skip it and mistake
   * the next for it.
   *
   * @param message what Netty sends; given away
   * @param payload its bytes
   * @param sending what becomes of it
   */
  final void queue(Object message, ByteBuf payload, Sending sending) {
    int bytes = payload.readableBytes();
    if (bytes == 0 || !channel.isActive()) {
      payload.release();
      refuse(sending, SendFailure.UNREACHABLE);
    } else if (!loop.outgoing().hasRoom(queuedBytes)) {
      payload.release();
      refuse(sending, SendFailure.BUFFER_FULL);
    } else {
      queuedBytes += bytes;
      loop.outgoing().queued(this, bytes);
      var unused = channel.write(message, sending); // the promise itself tells the outcome
    }
  }

  private void refuse(Sending sending, SendFailure failure) {
    sending.discard();
    lost(sending, failure);
  }

  /** A datagram will not be sent: the relay is told, unless it was a copy. */
  final void lost(Sending sending, SendFailure failure) {
    if (!sending.isCopy()) {
      notSent(sending.bytes(), failure);
    }
  }

  /** The datagram is no longer queued, sent or not. */
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
    channel.flush();
  }

  @Override
  public final void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      loop.received(this, packet);
    } finally {
      packet.release();
    }
  }

  @Override
  public final void channelReadComplete(ChannelHandlerContext context) {
    loop.endBatch();
  }

  /** Never closes the socket: an error of UDP is about one datagram. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loop.unexpected(cause);
  }
}
