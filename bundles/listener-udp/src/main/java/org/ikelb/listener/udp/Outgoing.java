package org.ikelb.listener.udp;

import java.util.ArrayList;
import java.util.List;

/**
 * What the sockets of one loop have queued for the kernel: bounded, and flushed once a batch, so
 * that each socket sends all it has with one sendmmsg.
 *
 * <p>Used on its loop only.
 */
final class Outgoing {
  /** A socket that owes the kernel this many bytes takes no more. */
  private static final int MAX_BYTES_A_SOCKET = 1 << 20;

  /** All sockets together. */
  private static final int MAX_BYTES = 32 << 20;

  /** So many bytes are flushed before the batch ends, far below what one socket may owe. */
  private static final int FLUSH_AFTER_BYTES = 256 << 10;

  private final List<LoopSocket> touched = new ArrayList<>();
  private int unflushedBytes;
  private int queuedBytes;

  /** Whether a socket that owes the kernel so much may queue another datagram. */
  boolean hasRoom(int queuedBytesOfSocket) {
    return queuedBytesOfSocket < MAX_BYTES_A_SOCKET && queuedBytes < MAX_BYTES;
  }

  /** A socket queued a datagram of so many bytes. */
  void queued(LoopSocket socket, int bytes) {
    queuedBytes += bytes;
    unflushedBytes += bytes;
    if (socket.touch()) {
      touched.add(socket);
    }
  }

  /** A datagram of so many bytes is no longer queued. */
  void unqueued(int bytes) {
    queuedBytes -= bytes;
  }

  /** A socket leaves this loop with what it has queued. */
  void left(LoopSocket socket, int bytes) {
    queuedBytes -= bytes;
    touched.remove(socket);
  }

  /** A socket came to this loop with what it has queued. */
  void came(int bytes) {
    queuedBytes += bytes;
  }

  /** Whether so much is queued that it should not wait for the end of the batch. */
  boolean isDue() {
    return unflushedBytes >= FLUSH_AFTER_BYTES;
  }

  /** Flushing tells the relay of failures, and what it does then may touch further sockets. */
  void flush() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).flush();
    }
    touched.clear();
    unflushedBytes = 0;
  }
}
