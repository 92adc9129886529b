package org.ikelb.core.control;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.ikelb.api.Views;

/**
 * What it costs to ask for all that a scrape, a dashboard or a tick of the history shows.
 *
 * @param bytes allocated each time, in the end
 * @param medianMicros how long it took
 */
record ScrapeCost(long bytes, long medianMicros) {
  /** So many that the compiler is done with it long before the last. */
  private static final int ROUNDS = 2_001;

  static ScrapeCost of(Views views) {
    long[] micros = new long[ROUNDS];
    long[] bytes = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long before = allocatedHere();
      long begun = System.nanoTime();
      ask(views);
      micros[i] = (System.nanoTime() - begun) / 1_000;
      bytes[i] = allocatedHere() - before;
    }
    Arrays.sort(micros);
    Arrays.sort(bytes);
    return new ScrapeCost(bytes[ROUNDS / 2], micros[ROUNDS / 2]);
  }

  private static void ask(Views views) {
    views.overview();
    views.dropReasons();
    views.sessionCounts();
    views.loopDelays();
    views.plugins();
  }

  static long allocatedHere() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  void print(int sessions) {
    System.out.printf(
        "a scrape at %d sessions: %d bytes, %d us (median of %d); load %.1f on %d processors%n",
        sessions,
        bytes,
        medianMicros,
        ROUNDS,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }
}
