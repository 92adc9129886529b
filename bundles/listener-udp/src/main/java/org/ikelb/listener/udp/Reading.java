package org.ikelb.listener.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How one socket is read: into which loop's buffers, many datagrams at once or one train at once,
 * and when a batch ends. It is its own handle, which Netty asks for once in the life of a socket,
 * so this is what changes when the socket moves.
 *
 * <p>Used on its socket's loop only.
 */
@SuppressWarnings("deprecation") // of Netty's handles, which have no successor
final class Reading implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
  /** Others on the loop wait no longer than these take. */
  private static final int MAX_DATAGRAMS_A_BATCH = 128;

  /** Datagrams of trains cost a fraction; but what comes may be none. */
  private static final int MAX_DATAGRAMS_OF_TRAINS_A_BATCH = 512;

  private static final int MAX_TRAINS_A_BATCH = 128;

  /** A full receive buffer holds as many datagrams, or bytes, whatever their size. */
  private static final int MUCH_DATAGRAMS = 32;

  private static final int MUCH_BYTES = 1 << 16;

  private final TrainWatch watch = new TrainWatch();
  private ReceiveBuffers buffers;
  private int attemptedBytes;
  private int lastBytes;
  private int reads;
  private int datagrams;
  private int bytes;

  Reading(ReceiveBuffers buffers) {
    this.buffers = buffers;
  }

  ReceiveBuffers buffers() {
    return buffers;
  }

  TrainWatch watch() {
    return watch;
  }

  /** The socket came to another loop. */
  void into(ReceiveBuffers others) {
    buffers = others;
  }

  /** A read that did not fill its slots emptied the socket: asking again would be in vain. */
  boolean isEmptied() {
    return lastBytes < 0
        || (!watch.isReceivingTrains() && buffers.slots() > 1 && lastBytes < attemptedBytes);
  }

  /** Whether the batch was so large that the receive buffer may have been full. */
  boolean hasTakenMuch() {
    return datagrams >= MUCH_DATAGRAMS || bytes >= MUCH_BYTES;
  }

  @Override
  public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
    return !isEmptied() && isWithinBounds() && maybeMoreData.get();
  }

  private boolean isWithinBounds() {
    return watch.isReceivingTrains()
        ? reads < MAX_TRAINS_A_BATCH
            && datagrams < MAX_DATAGRAMS_OF_TRAINS_A_BATCH
            && buffers.hasMoreSlotsToLend()
        : datagrams < MAX_DATAGRAMS_A_BATCH && buffers.hasMoreToLend();
  }

  @Override
  public boolean continueReading() {
    return continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
  }

  @Override
  public Handle newHandle() {
    return this;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    return watch.isReceivingTrains() ? buffers.lendSlot(allocator) : buffers.lend(allocator);
  }

  @Override
  public int guess() {
    return buffers.bytes();
  }

  @Override
  public void reset(ChannelConfig config) {
    reads = 0;
    datagrams = 0;
    bytes = 0;
    lastBytes = 0;
  }

  @Override
  public void incMessagesRead(int received) {
    if (!watch.isReceivingTrains()) {
      brought(received);
    }
  }

  /**
   * A read brought so many datagrams. Netty does not know how many a train has.
   *
   * @param received at least 1: an empty datagram is one, too
   */
  void brought(int received) {
    reads++;
    datagrams += received;
    watch.read(received);
  }

  @Override
  public void lastBytesRead(int read) {
    lastBytes = read;
    bytes += Math.max(0, read);
  }

  @Override
  public int lastBytesRead() {
    return lastBytes;
  }

  @Override
  public void attemptedBytesRead(int bytes) {
    attemptedBytes = bytes;
  }

  @Override
  public int attemptedBytesRead() {
    return attemptedBytes;
  }

  @Override
  public void readComplete() {
    // the handler is told, too
  }
}
