package org.ikelb.listener.udp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams that wait until their loop has time for them, in order; as many as are served
 * before their clients ask again.
 *
 * <p>What comes when there is no room is lost, not what has waited longest: so nobody waits for
 * longer than all that fit need, and a datagram that will be lost is never copied.
 *
 * <p>Used on its loop only.
 */
final class PutOff {
  static final int MAX_DATAGRAMS = 512;
  static final int MAX_BYTES = 1 << 20;

  private final Deque<HandedOver> waiting = new ArrayDeque<>();
  private int bytes;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether a datagram of so many bytes can wait. */
  boolean hasRoom(int bytesOfDatagram) {
    return waiting.size() < MAX_DATAGRAMS && bytes + bytesOfDatagram <= MAX_BYTES;
  }

  /** Takes the datagram; there is room. */
  void add(HandedOver datagram) {
    waiting.addLast(datagram);
    bytes += datagram.bytes();
  }

  /** The one that has waited longest; the caller's. */
  @Nullable HandedOver poll() {
    HandedOver first = waiting.pollFirst();
    if (first != null) {
      bytes -= first.bytes();
    }
    return first;
  }

  /** Lets go of everything. */
  void close() {
    waiting.forEach(HandedOver::release);
    waiting.clear();
    bytes = 0;
  }
}
