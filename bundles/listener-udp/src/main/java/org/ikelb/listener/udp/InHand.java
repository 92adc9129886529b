package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The datagram that a relay handles just now: a place in the memory it was received into, so that
 * the segments of a train need no objects of their own.
 *
 * <p>Used on its loop only.
 */
final class InHand {
  private ByteBuf memory = Unpooled.EMPTY_BUFFER;
  private int index;
  private int bytes;
  private int cameTo;
  private boolean isLent;

  /** So many bytes of this memory are in hand. */
  void take(ByteBuf ofMemory, int atIndex, int length) {
    memory = ofMemory;
    index = atIndex;
    bytes = length;
  }

  /**
   * What holds for all that is taken from now on.
   *
   * @param loop the loop it came to
   * @param lent whether it must be copied to be kept
   */
  void from(int loop, boolean lent) {
    cameTo = loop;
    isLent = lent;
  }

  /** Nothing is in hand any more. */
  void drop() {
    take(Unpooled.EMPTY_BUFFER, 0, 0);
  }

  int bytes() {
    return bytes;
  }

  /** Queues it at a socket. */
  void queue(LoopSocket socket, @Nullable InetSocketAddress to, boolean isCopy) {
    if (isLent) {
      ByteBuf copy = copy();
      socket.queue(copy, 0, bytes, to, isCopy);
      copy.release();
    } else {
      socket.queue(memory, index, bytes, to, isCopy);
    }
  }

  /** It, to be handled later or elsewhere. */
  HandedOver handOver(int listenAddress, InetSocketAddress client) {
    return isLent
        ? new HandedOver(copy(), 0, bytes, cameTo, listenAddress, client)
        : new HandedOver(memory.retain(), index, bytes, cameTo, listenAddress, client);
  }

  /** A copy of it, which may wait for long without keeping what was received with it. */
  HandedOver copied(int listenAddress, InetSocketAddress client) {
    return new HandedOver(copy(), 0, bytes, cameTo, listenAddress, client);
  }

  private ByteBuf copy() {
    return ByteBufAllocator.DEFAULT.directBuffer(bytes).writeBytes(memory, index, bytes);
  }
}
