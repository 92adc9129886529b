package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainSliceTest {
  private final ByteBuf buffer = Unpooled.directBuffer(1_000);
  private final ByteBuf slot = TrainSlice.lend(buffer, 100, 500);

  @AfterEach
  void releasesAll() {
    assertEquals(1, buffer.refCnt());
    buffer.release();
  }

  /** As the channel does with so many bytes of segments this long. */
  private ByteBuf receive(int bytes, int segmentBytes) {
    slot.writeZero(bytes);
    ByteBuf train = slot.retainedSlice(slot.readerIndex(), bytes);
    ByteBuf first = train.readRetainedSlice(Math.min(segmentBytes, train.readableBytes()));
    assertFalse(train.isReadable(), "nothing is left to cut");
    train.release();
    slot.release();
    return first;
  }

  @Test
  void givesAWholeTrainAtOnceAndKnowsItsSegments() {
    ByteBuf train = receive(250, 100);
    assertEquals(250, train.readableBytes());
    assertEquals(100, TrainSlice.segmentBytes(train));
    train.release();
  }

  @Test
  void takesWhatIsNotCutForOneDatagram() {
    slot.writeZero(70);
    ByteBuf datagram = slot.retainedSlice(0, 70);
    assertEquals(70, TrainSlice.segmentBytes(datagram));
    datagram.release();
    slot.release();
  }

  @Test
  void liesInTheBufferItWasLentFrom() {
    ByteBuf train = receive(250, 100);
    ByteBuf memory = ReceiveBuffers.memoryOf(train);
    assertSame(ReceiveBuffers.memoryOf(buffer), memory);
    assertEquals(100, ReceiveBuffers.indexIn(memory, train));
    train.release();
  }
}
