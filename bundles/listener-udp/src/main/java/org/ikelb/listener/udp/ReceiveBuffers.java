package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * The memory that one loop receives into: a few large buffers, used in turn by all its sockets.
 *
 * <pre>
 *   buffer   | slot 0      | slot 1      | ... |        one recvmmsg fills up to all slots
 *   slot     | datagram          | unused      |        longer than any datagram: never cut
 * </pre>
 *
 * A UDP payload has at most 65,527 bytes (RFC 8200, no jumbograms), so a slot that is longer cannot
 * cut one. Slots that large cost address space only: the kernel touches what arrives. They are not
 * a power of two apart, or their first bytes would compete for the same cache lines.
 *
 * <p>A datagram that is sent on keeps its buffer busy until the kernel took it, normally at the end
 * of the batch. The last idle buffer is never lent that way: what arrives in it is copied when it
 * is sent on ({@link #mustCopy}), and a batch ends before it needs it. So this is all the memory
 * that receiving ever takes, however long a socket is stuck.
 *
 * <p>Used on its loop only, but what was received may be released on any.
 */
final class ReceiveBuffers {
  /** No UDP datagram is this long. */
  static final int LONGEST = 65_536 + 64;

  private final int slotBytes;
  private final int slots;
  private final ByteBuf[] buffers;
  private int slotted;
  private int nextSlot;
  private boolean mustCopy;

  /**
   * @param slotBytes bytes of a slot; a datagram as long as that was cut
   * @param slots datagrams received at once
   * @param buffers how many buffers, at least 2
   */
  ReceiveBuffers(int slotBytes, int slots, int buffers) {
    this.slotBytes = slotBytes;
    this.slots = slots;
    this.buffers = new ByteBuf[buffers];
    for (int i = 0; i < buffers; i++) {
      this.buffers[i] = Unpooled.directBuffer(slotBytes * slots);
    }
  }

  int slotBytes() {
    return slotBytes;
  }

  int slots() {
    return slots;
  }

  int bytes() {
    return slotBytes * slots;
  }

  /** Whether the datagrams of this batch must be copied to be kept. */
  boolean mustCopy() {
    return mustCopy;
  }

  /** Frees the memory, once nothing is received any more. */
  void close() {
    for (ByteBuf buffer : buffers) {
      buffer.release();
    }
  }

  /** An empty buffer to receive into; the caller's. */
  ByteBuf lend(ByteBufAllocator allocator) {
    int idle = firstIdle();
    if (idle == slotted) {
      nextSlot = slots; // what is received now lies in all of it
    }
    mustCopy = idle >= buffers.length - 1;
    return idle < buffers.length ? buffers[idle].clear().retain() : allocator.directBuffer(bytes());
  }

  /** A slot to receive one train into; the caller's. */
  ByteBuf lendSlot(ByteBufAllocator allocator) {
    boolean isForCopies = slotted == buffers.length - 1;
    if (!isForCopies && isIdle(buffers[slotted])) {
      nextSlot = 0;
    } else if (isForCopies || nextSlot == slots) {
      slotted = firstIdle();
      nextSlot = 0;
      if (slotted == buffers.length) {
        slotted = 0;
        nextSlot = slots;
        mustCopy = true;
        return allocator.directBuffer(slotBytes);
      }
    }
    mustCopy = slotted == buffers.length - 1;
    return TrainSlice.lend(buffers[slotted], slotBytes * nextSlot++, slotBytes);
  }

  /** The index of an idle buffer, or how many there are. */
  private int firstIdle() {
    int i = 0;
    while (i < buffers.length && !isIdle(buffers[i])) {
      i++;
    }
    return i;
  }

  /** Whether there is a slot left whose datagrams need not be copied. */
  boolean hasMoreSlotsToLend() {
    return (slotted < buffers.length - 1 && nextSlot < slots) || hasMoreToLend();
  }

  /** Whether there is a buffer left whose datagrams need not be copied. */
  boolean hasMoreToLend() {
    for (int i = 0; i < buffers.length - 1; i++) {
      if (isIdle(buffers[i])) {
        return true;
      }
    }
    return false;
  }

  /** The memory that a received datagram or train lies in, with the one count of references. */
  static ByteBuf memoryOf(ByteBuf received) {
    ByteBuf memory = received;
    if (received.hasMemoryAddress()) {
      for (ByteBuf next = memory.unwrap(); next != null; next = next.unwrap()) {
        memory = next;
      }
    }
    return memory;
  }

  /** Where in its memory a received datagram or train begins. */
  static int indexIn(ByteBuf memory, ByteBuf received) {
    return received.hasMemoryAddress()
        ? (int) (received.memoryAddress() - memory.memoryAddress()) + received.readerIndex()
        : received.readerIndex();
  }

  private static boolean isIdle(ByteBuf buffer) {
    return buffer.refCnt() == 1;
  }
}
