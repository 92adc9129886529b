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
  private int index;
  private @Nullable InetSocketAddress recipient;
  private boolean isCopy;
  private int segmentBytes;
  private int segments;
  private int bytes;
  private boolean isOwnBuffer;

  /** Traffic goes on as it was: so many will come. */
  private int lastSegments = 4;

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

  /** Begins with this datagram, whose memory is kept. */
  void start(ByteBuf memory, int at, int length, @Nullable InetSocketAddress to, boolean copy) {
    content = memory.retain();
    index = at;
    recipient = to;
    isCopy = copy;
    segmentBytes = length;
    bytes = length;
    segments = 1;
    isOwnBuffer = false;
  }

  /** Whether a datagram of so many bytes can follow. */
  boolean takes(int more, @Nullable InetSocketAddress to, boolean copy) {
    return segments > 0
        && segments < MAX_SEGMENTS
        && more <= segmentBytes
        && bytes == segments * segmentBytes
        && bytes + more <= MAX_BYTES
        && isCopy == copy
        && Objects.equals(recipient, to);
  }

  /** Appends a datagram that it takes: its memory is kept already, or its bytes are copied. */
  void join(ByteBuf memory, int at, int length) {
    if (isOwnBuffer || !followsInMemory(memory, at)) {
      own().writeBytes(memory, at, length);
    }
    bytes += length;
    segments++;
  }

  @SuppressWarnings("ReferenceEquality") // the same memory, not the same bytes
  private boolean followsInMemory(ByteBuf memory, int at) {
    return memory == content && at == index + bytes;
  }

  private ByteBuf own() {
    if (!isOwnBuffer) {
      int room = Math.min(MAX_BYTES, segmentBytes * MAX_SEGMENTS);
      int expected = Math.min(room, Math.max(segments + 1, lastSegments) * segmentBytes);
      ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(expected, room);
      copy.writeBytes(content, index, bytes);
      content.release();
      content = copy;
      isOwnBuffer = true;
    }
    return content;
  }

  /** Empties it: the bytes of all its datagrams, the caller's. */
  ByteBuf take() {
    ByteBuf all = isOwnBuffer ? content : content.slice(index, bytes);
    content = Unpooled.EMPTY_BUFFER;
    lastSegments = segments;
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
