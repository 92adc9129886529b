package org.ikelb.listener.udp;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one socket whether it should be read train by train (GRO) or many datagrams at once.
 *
 * <p>Long runs of equal datagrams may have come to this machine as trains, but need not: only
 * trying tells. A trial that finds none ends after some reads, and the next waits twice as long.
 * With trains the mode is kept for a while, because what is received in the moment of a change may
 * be cut or glued together.
 *
 * <p>Used on its socket's loop only.
 */
final class TrainWatch {
  /** Looked at together, so that the clock is seldom read. */
  static final int DATAGRAMS_LOOKED_AT = 2_048;

  static final int READS_LOOKED_AT = 64;

  /** Reads of single datagrams that a full receive buffer is good for. */
  static final int MAX_SOCKET_HOLDS = 8_192;

  private static final int LONG_RUN = 8;
  private static final int LONG_TRAIN = 4;
  private static final long STAY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(5);

  private boolean receivingTrains;
  private int datagrams;
  private int runs;
  private int reads;
  private int oldReads;
  private int lastBytes;
  private @Nullable InetSocketAddress lastSender;
  private boolean metTrain;
  private int readsSinceTrain;
  private boolean sawTrains;
  private long changedNanos;
  private long waitNanos;

  boolean isReceivingTrains() {
    return receivingTrains;
  }

  /** A read brought so many datagrams. */
  void read(int received) {
    readsSinceTrain++;
    if (receivingTrains && received > 1) {
      metTrain = true;
      readsSinceTrain = 0;
    }
    if (oldReads > 0) {
      oldReads = metTrain ? 0 : oldReads - 1;
      return;
    }
    reads++;
    datagrams += received;
  }

  /** Nothing is left in the socket of what came before the way of reading was changed. */
  void emptied() {
    oldReads = 0;
  }

  /**
   * Whether what waits in the socket must be read first: trains would come out as one datagram. The
   * other way round the kernel has cut them up already. None can wait once more was read since the
   * last than a socket holds, or a socket that is never empty would never be read as is best for
   * it.
   */
  boolean mustBeEmptied() {
    return metTrain && readsSinceTrain < MAX_SOCKET_HOLDS;
  }

  /** One of them, in the order they came. */
  void received(InetSocketAddress sender, int bytes) {
    if (!receivingTrains) {
      if (bytes != lastBytes || !sender.equals(lastSender)) {
        runs++;
        lastBytes = bytes;
        lastSender = sender;
      }
    }
  }

  /** Whether enough was seen for {@link #shouldChange}. */
  boolean isDue() {
    return receivingTrains ? reads >= READS_LOOKED_AT : datagrams >= DATAGRAMS_LOOKED_AT;
  }

  /** Whether the other way of reading is better for what was seen since it was asked last. */
  boolean shouldChange(long nowNanos) {
    boolean change = receivingTrains ? shouldStop(nowNanos) : shouldTry(nowNanos);
    datagrams = 0;
    runs = 0;
    reads = 0;
    return change;
  }

  private boolean shouldTry(long nowNanos) {
    boolean waited = waitNanos == 0 || nowNanos - changedNanos >= waitNanos;
    return datagrams >= LONG_RUN * runs && waited;
  }

  private boolean shouldStop(long nowNanos) {
    if (datagrams >= LONG_TRAIN * reads) {
      sawTrains = true;
      return false;
    }
    return !sawTrains || nowNanos - changedNanos >= STAY_NANOS;
  }

  /** The way of reading was changed. */
  void changed(long nowNanos) {
    if (receivingTrains) {
      waitNanos =
          sawTrains
              ? STAY_NANOS
              : Math.min(LONGEST_WAIT_NANOS, Math.max(STAY_NANOS, 2 * waitNanos));
    }
    receivingTrains = !receivingTrains;
    oldReads = receivingTrains ? MAX_SOCKET_HOLDS : 0;
    sawTrains = false;
    metTrain = false;
    changedNanos = nowNanos;
    lastSender = null;
  }
}
