package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one queued datagram. A promise that needs no listener, so one object a datagram.
 *
 * <p>Used on its socket's loop only.
 */
final class Sending extends DefaultChannelPromise {
  private final LoopSocket socket;
  private final int bytes;
  private final boolean isCopy;
  private ByteBuf again;

  private Sending(LoopSocket socket, int bytes, ByteBuf again, boolean isCopy) {
    super(socket.channel());
    this.socket = socket;
    this.bytes = bytes;
    this.again = again;
    this.isCopy = isCopy;
  }

  /** Of a datagram that is lost if it cannot be sent. */
  static Sending once(LoopSocket socket, ByteBuf datagram) {
    return new Sending(socket, datagram.readableBytes(), Unpooled.EMPTY_BUFFER, false);
  }

  /** Of a datagram that is sent more often than it was received: nobody misses it. */
  static Sending ofCopy(LoopSocket socket, ByteBuf datagram) {
    return new Sending(socket, datagram.readableBytes(), Unpooled.EMPTY_BUFFER, true);
  }

  /** Of a datagram that is kept, to be tried again. */
  static Sending twice(LoopSocket socket, ByteBuf datagram) {
    return new Sending(socket, datagram.readableBytes(), datagram.retain(), false);
  }

  int bytes() {
    return bytes;
  }

  boolean isCopy() {
    return isCopy;
  }

  boolean canBeTriedAgain() {
    return again.isReadable();
  }

  /** The datagram, to be sent again; the caller's. */
  ByteBuf takeAgain() {
    ByteBuf taken = again;
    again = Unpooled.EMPTY_BUFFER;
    return taken;
  }

  /** Lets go of the datagram. */
  void discard() {
    takeAgain().release();
  }

  @Override
  public boolean trySuccess(@Nullable Void nothing) {
    if (!super.trySuccess(null)) {
      return false;
    }
    socket.unqueued(bytes);
    discard();
    return true;
  }

  @Override
  public boolean tryFailure(Throwable cause) {
    if (!super.tryFailure(cause)) {
      return false;
    }
    socket.unqueued(bytes);
    socket.failed(this, cause);
    discard();
    return true;
  }
}
