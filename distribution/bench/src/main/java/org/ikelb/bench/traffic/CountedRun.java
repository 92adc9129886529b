package org.ikelb.bench.traffic;

import java.util.concurrent.locks.LockSupport;

/**
 * Sends to a gateway that counts. It keeps the event loop for itself, since nothing comes back.
 *
 * <p>Used on the clients' event loop.
 */
final class CountedRun {
  /** Leaves the processor to the gateway. */
  private static final long PAUSE_NANOS = 20_000;

  private static final long STALLED_NANOS = 100_000_000;
  private static final long DRAIN_NANOS = 500_000_000;

  private final Pump pump;
  private final Tally tally;
  private final long base;
  private long lost;

  CountedRun(Pump pump, Tally tally) {
    this.pump = pump;
    this.tally = tally;
    this.base = tally.received();
  }

  Outcome run(long nanos) {
    long start = System.nanoTime();
    send(start + nanos);
    long inTime = received();
    long took = System.nanoTime() - start;
    long drained = System.nanoTime() + DRAIN_NANOS;
    while (received() < pump.sent() && System.nanoTime() < drained) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Outcome(pump.sent(), received(), inTime, took);
  }

  private void send(long end) {
    long seen = 0;
    long changed = System.nanoTime();
    for (long now = changed; now < end; now = System.nanoTime()) {
      long received = received();
      if (received != seen) {
        seen = received;
        changed = now;
      } else if (now - changed > STALLED_NANOS) {
        lost = pump.sent() - received;
        changed = now;
      }
      long before = pump.sent();
      pump.fill(before - received - lost);
      if (pump.sent() == before) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private long received() {
    return tally.received() - base;
  }
}
