package org.ikelb.core.gateway;

import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.ikelb.api.topology.PortRange;

/**
 * Which ports of one source address are taken towards one gateway address. The kernel does not
 * refuse a second socket on the same port towards the same gateway, it silently gives it
 * everything: this table alone keeps ports apart.
 *
 * <p>A port that a gateway may go on sending to, since it does not know that the session is over,
 * rests: it is taken again when no other is left, those that have rested longest first.
 *
 * <p>Thread-safe, without locks.
 */
public final class PortTable {
  /** So many ports that are in no range of this pool are looked at, at most. */
  private static final int MOST_TRIES = 64;

  /** A bit a port, set while it is taken or rests. */
  private final AtomicLongArray taken = new AtomicLongArray(65_536 / 64);

  private final Queue<Integer> resting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger restingCount = new AtomicInteger();

  /** Where to look first; threads that take ports at once may both look there. */
  private volatile int next;

  private final AtomicInteger halfOpen = new AtomicInteger();

  /** Makes one of which no port is taken, that begins to look for one there. */
  PortTable(int first) {
    next = first;
  }

  /** Takes a free port, not one used recently if that can be helped; empty: all are taken. */
  public OptionalInt take(PortRange range) {
    int start = Math.max(range.first(), Math.min(range.last(), next));
    OptionalInt free = takeFree(start, range.last());
    if (free.isEmpty()) {
      free = takeFree(range.first(), start - 1);
    }
    if (free.isEmpty()) {
      return takeRested(range);
    }
    next = free.getAsInt() == range.last() ? range.first() : free.getAsInt() + 1;
    return free;
  }

  private OptionalInt takeFree(int first, int last) {
    int port = first;
    while (port <= last) {
      long free = ~taken.get(port >> 6) >>> (port & 63);
      port += free == 0 ? 64 - (port & 63) : Long.numberOfTrailingZeros(free);
      if (free != 0 && port <= last && !isIkePort(port) && claimFree(port)) {
        return OptionalInt.of(port);
      }
      port += free == 0 ? 0 : 1;
    }
    return OptionalInt.empty();
  }

  private OptionalInt takeRested(PortRange range) {
    for (int tries = 0; tries < MOST_TRIES && !resting.isEmpty(); tries++) {
      Integer port = resting.poll();
      if (port != null && range.contains(port)) {
        restingCount.decrementAndGet();
        return OptionalInt.of(port);
      }
      if (port != null) {
        resting.add(port); // of a range that is another pool's, or was changed
      }
    }
    return OptionalInt.empty();
  }

  /** Gives a port back, which can be taken again at once. */
  void release(int port) {
    long bit = 1L << (port & 63);
    taken.getAndUpdate(port >> 6, word -> word & ~bit);
  }

  /** Gives a port back, which rests. */
  void rest(int port) {
    restingCount.incrementAndGet();
    resting.add(port);
  }

  /** How many can be taken; those that rest are all counted, even where some are in no range. */
  public int free(PortRange range) {
    int free = restingCount.get();
    for (int word = range.first() >> 6; word <= range.last() >> 6; word++) {
      long inRange = -1L;
      if (word == range.first() >> 6) {
        inRange &= -1L << (range.first() & 63);
      }
      if (word == range.last() >> 6) {
        inRange &= -1L >>> (63 - (range.last() & 63));
      }
      free += Long.bitCount(~taken.get(word) & inRange);
    }
    return free - ikePorts(range);
  }

  private int ikePorts(PortRange range) {
    return (range.contains(500) ? 1 : 0) + (range.contains(4500) ? 1 : 0);
  }

  /** Half-open sessions from this source to this gateway; gateways limit them per source. */
  public AtomicInteger halfOpen() {
    return halfOpen;
  }

  /** Takes this very port; false if it is taken. */
  boolean claim(int port) {
    if (claimFree(port)) {
      return true;
    }
    boolean rested = resting.remove(port);
    if (rested) {
      restingCount.decrementAndGet();
    }
    return rested;
  }

  private boolean claimFree(int port) {
    long bit = 1L << (port & 63);
    return (taken.getAndUpdate(port >> 6, word -> word | bit) & bit) == 0;
  }

  /** A gateway expects no non-ESP marker from port 500. */
  private static boolean isIkePort(int port) {
    return port == 500 || port == 4500;
  }
}
