package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelPromise;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one datagram, or one train of them, given to Netty. A promise that needs no
 * listener, so one object a train.
 *
 * <p>Used on its socket's loop only.
 */
final class Sending extends DefaultChannelPromise {
  private final LoopSocket socket;
  private final int bytes;
  private final int segmentBytes;
  private final @Nullable InetSocketAddress recipient;
  private final boolean isCopy;
  private ByteBuf again;

  /**
   * @param all the bytes of one or more datagrams; kept, if it may be sent again
   * @param segmentBytes the length of each but the last
   * @param recipient where to; null on a connected socket
   * @param isCopy whether nobody misses it
   * @param again whether it may be sent again
   */
  Sending(
      LoopSocket socket,
      ByteBuf all,
      int segmentBytes,
      @Nullable InetSocketAddress recipient,
      boolean isCopy,
      boolean again) {
    super(socket.channel());
    this.socket = socket;
    this.bytes = all.readableBytes();
    this.segmentBytes = segmentBytes;
    this.recipient = recipient;
    this.isCopy = isCopy;
    this.again = again ? all.retain() : Unpooled.EMPTY_BUFFER;
  }

  int bytes() {
    return bytes;
  }

  int segmentBytes() {
    return segmentBytes;
  }

  @Nullable InetSocketAddress recipient() {
    return recipient;
  }

  boolean isCopy() {
    return isCopy;
  }

  boolean isTrain() {
    return bytes > segmentBytes;
  }

  boolean canBeTriedAgain() {
    return again.isReadable();
  }

  /** The datagrams, to be sent again; the caller's. */
  ByteBuf takeAgain() {
    ByteBuf taken = again;
    again = Unpooled.EMPTY_BUFFER;
    return taken;
  }

  private void discard() {
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
