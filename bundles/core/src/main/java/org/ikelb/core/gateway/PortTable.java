package org.ikelb.core.gateway;

import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.ikelb.api.topology.PortRange;

/**
 * Which ports of one source address are taken towards one gateway address. The kernel does not
 * refuse a second socket on the same port towards the same gateway, it silently gives it
 * everything: this table alone keeps ports apart.
 *
 * <p>Thread-safe, without locks.
 */
public final class PortTable {
  private final AtomicLongArray taken = new AtomicLongArray(65_536 / 64);
  private final AtomicInteger cursor =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 30));
  private final AtomicInteger halfOpen = new AtomicInteger();

  /** Takes a free port, not one used recently if that can be helped; empty: all are taken. */
  public OptionalInt take(PortRange range) {
    for (int tried = 0; tried < range.size(); tried++) {
      int port = range.first() + Math.floorMod(cursor.getAndIncrement(), range.size());
      if (!isIkePort(port) && claim(port)) {
        return OptionalInt.of(port);
      }
    }
    return OptionalInt.empty();
  }

  /** Gives a port back. */
  public void release(int port) {
    long bit = 1L << (port & 63);
    taken.getAndUpdate(port >> 6, word -> word & ~bit);
  }

  /** Half-open sessions from this source to this gateway; gateways limit them per source. */
  public AtomicInteger halfOpen() {
    return halfOpen;
  }

  /** Takes this very port; false if it is taken. */
  boolean claim(int port) {
    long bit = 1L << (port & 63);
    long before = taken.getAndUpdate(port >> 6, word -> word | bit);
    return (before & bit) == 0;
  }

  /** A gateway expects no non-ESP marker from port 500. */
  private static boolean isIkePort(int port) {
    return port == 500 || port == 4500;
  }
}
