package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiveBuffersTest {
  private final ReceiveBuffers buffers = new ReceiveBuffers(100, 4, 3);
  private final Reading reading = new Reading(buffers);

  @AfterEach
  void close() {
    buffers.close();
  }

  private ByteBuf read() {
    return reading.allocate(ByteBufAllocator.DEFAULT);
  }

  private boolean continuesAfter(int received) {
    reading.attemptedBytesRead(400);
    reading.lastBytesRead(received * 100);
    reading.incMessagesRead(received);
    return reading.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
  }

  @Test
  void lendsTheSameMemoryAgainOnceNothingHoldsIt() {
    ByteBuf first = read();
    first.writeZero(50);
    first.release();
    ByteBuf second = read();
    assertSame(first, second);
    assertEquals(400, second.writableBytes());
    second.release();
  }

  @Test
  void lendsTheLastBufferOnlyForCopies() {
    ByteBuf first = read();
    assertFalse(buffers.mustCopy());
    ByteBuf second = read();
    assertNotSame(first, second);
    assertFalse(buffers.mustCopy());
    ByteBuf last = read();
    assertTrue(buffers.mustCopy());
    last.release();
    assertSame(last, read());
    last.release();
    first.release();
    assertSame(first, read());
    assertFalse(buffers.mustCopy());
    first.release();
    second.release();
  }

  @Test
  void copiesTrainsOnlyUntilOtherMemoryIsIdleAgain() {
    List<ByteBuf> kept = new ArrayList<>();
    for (int slot = 0; slot < 2 * 4; slot++) {
      kept.add(slot());
      assertFalse(buffers.mustCopy());
    }
    for (int copied = 0; copied < 10; copied++) {
      slot().release();
      assertTrue(buffers.mustCopy());
    }
    kept.forEach(ByteBuf::release);
    slot().release();
    assertFalse(buffers.mustCopy());
  }

  private ByteBuf slot() {
    return buffers.lendSlot(ByteBufAllocator.DEFAULT);
  }

  @Test
  void readsOnWhileSlotsAreFilledAndBuffersIdle() {
    reading.reset(new EmbeddedChannel().config());
    ByteBuf first = read();
    assertFalse(continuesAfter(3), "the socket is empty");
    assertTrue(continuesAfter(4));
    ByteBuf second = read();
    assertFalse(continuesAfter(4), "only the last buffer is left");
    first.release();
    assertTrue(continuesAfter(4));
    second.release();
  }
}
