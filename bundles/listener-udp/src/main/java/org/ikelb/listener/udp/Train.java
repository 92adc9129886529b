package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams of equal length for one destination, gathered to be given to the kernel as one (GSO).
 * Only the last may be shorter.
 *
 * <pre>
 *   | segment | segment | ... | last    |     one buffer: as received, or a copy
 * </pre>
 *
 * Datagrams that lie one behind the other, as a train was received, are not copied.
 *
 * <p>Used on its socket's loop only.
 */
final class Train {
  /** What every kernel with GSO takes. */
  static final int MAX_SEGMENTS = 64;

  /** The longest payload over IPv4. */
  static final int MAX_BYTES = 65_507;

  private ByteBuf content = Unpooled.EMPTY_BUFFER;
  private @Nullable InetSocketAddress recipient;
  private boolean isCopy;
  private int segmentBytes;
  private int segments;
  private int bytes;
  private boolean isOwnBuffer;

  boolean isEmpty() {
    return segments == 0;
  }

  boolean isSingle() {
    return segments == 1;
  }

  int bytes() {
    return bytes;
  }

  /** The length of all segments but perhaps the last. */
  int segmentBytes() {
    return segmentBytes;
  }

  @Nullable InetSocketAddress recipient() {
    return recipient;
  }

  boolean isCopy() {
    return isCopy;
  }

  /** Begins with this datagram, which is given away. */
  void start(ByteBuf datagram, @Nullable InetSocketAddress to, boolean copy) {
    content = datagram;
    recipient = to;
    isCopy = copy;
    segmentBytes = datagram.readableBytes();
    bytes = segmentBytes;
    segments = 1;
    isOwnBuffer = false;
  }

  /** Whether the datagram can follow. */
  boolean takes(ByteBuf datagram, @Nullable InetSocketAddress to, boolean copy) {
    int more = datagram.readableBytes();
    return segments > 0
        && segments < MAX_SEGMENTS
        && more <= segmentBytes
        && bytes == segments * segmentBytes
        && bytes + more <= MAX_BYTES
        && isCopy == copy
        && Objects.equals(recipient, to);
  }

  /** Appends a datagram that it takes, which is given away. */
  void join(ByteBuf datagram) {
    if (isOwnBuffer || !followsInMemory(datagram)) {
      own().writeBytes(datagram, datagram.readerIndex(), datagram.readableBytes());
    }
    bytes += datagram.readableBytes();
    segments++;
    datagram.release();
  }

  @SuppressWarnings("ReferenceEquality") // the same memory, not the same bytes
  private boolean followsInMemory(ByteBuf datagram) {
    return datagram.hasMemoryAddress()
        && content.hasMemoryAddress()
        && address(content) + bytes == address(datagram)
        && root(content) == root(datagram);
  }

  private static long address(ByteBuf datagram) {
    return datagram.memoryAddress() + datagram.readerIndex();
  }

  /** The buffer that all slices of it share, with the one reference count they have. */
  private static ByteBuf root(ByteBuf slice) {
    ByteBuf root = slice;
    for (ByteBuf next = slice.unwrap(); next != null; next = next.unwrap()) {
      root = next;
    }
    return root;
  }

  private ByteBuf own() {
    if (!isOwnBuffer) {
      int room = Math.min(MAX_BYTES, segmentBytes * MAX_SEGMENTS);
      ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(Math.min(room, 4 * segmentBytes), room);
      copy.writeBytes(view().duplicate());
      content.release();
      content = copy;
      isOwnBuffer = true;
    }
    return content;
  }

  /** All bytes; its release is that of the content. */
  private ByteBuf view() {
    if (isOwnBuffer || segments == 1) {
      return content;
    }
    ByteBuf root = root(content);
    return root.slice((int) (address(content) - root.memoryAddress()), bytes);
  }

  /** Empties it: the bytes of all its datagrams, the caller's. */
  ByteBuf take() {
    ByteBuf all = view();
    content = Unpooled.EMPTY_BUFFER;
    segments = 0;
    return all;
  }

  /** Throws away what was gathered. */
  void discard() {
    take().release();
  }

  /**
   * What Netty sends datagrams as.
   *
   * @param all the bytes of one or more datagrams, given away
   * @param segmentBytes the length of each but the last
   * @param to where to; null on a connected socket
   * @param local any address, where there is none
   */
  static Object message(
      ByteBuf all, int segmentBytes, @Nullable InetSocketAddress to, InetSocketAddress local) {
    if (all.readableBytes() > segmentBytes) {
      return to == null
          ? new SegmentedDatagramPacket(all, segmentBytes, to, local)
          : new SegmentedDatagramPacket(all, segmentBytes, to);
    }
    return to == null ? all : new DatagramPacket(all, to);
  }
}
