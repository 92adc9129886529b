package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.SlicedByteBuf;

/**
 * A slot to receive one train into, which comes to the handler in one piece.
 *
 * <p>Netty's datagram channel makes a slice and a message of each segment, and passes each through
 * the pipeline, which for a long train costs more than all that ikelb does with it. It cuts by
 * calling {@link #readRetainedSlice} with the length of a segment until nothing is left to read.
 * This buffer gives away all it has at the first call, and that piece remembers the length: the
 * rest of the way is that of one datagram. Should Netty cut in another way one day, each segment
 * comes by itself again, which is slower and as right.
 *
 * <p>For receiving only: whoever else reads it in pieces gets more than was asked for. Used on its
 * loop only, but may be released on any.
 */
@SuppressWarnings("deprecation") // the slice that can be extended
final class TrainSlice extends SlicedByteBuf {
  private final int segmentBytes;

  private TrainSlice(ByteBuf buffer, int index, int length, int segmentBytes) {
    super(buffer, index, length);
    this.segmentBytes = segmentBytes;
  }

  /** An empty slot of a buffer; the caller's, like the buffer once more. */
  static ByteBuf lend(ByteBuf buffer, int index, int length) {
    return new TrainSlice(buffer.retain(), index, length, length).clear();
  }

  /** The length of each segment but the last; that of the whole, if it is no train. */
  static int segmentBytes(ByteBuf received) {
    return received instanceof TrainSlice slice ? slice.segmentBytes : received.readableBytes();
  }

  @Override
  public ByteBuf retainedSlice(int index, int length) {
    TrainSlice slice = new TrainSlice(this, index, length, length);
    retain();
    return slice;
  }

  @Override
  public ByteBuf readRetainedSlice(int length) {
    TrainSlice all =
        new TrainSlice(this, readerIndex(), readableBytes(), /* segmentBytes= */ length);
    retain();
    skipBytes(readableBytes());
    return all;
  }
}
