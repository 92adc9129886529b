package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What it takes to write the numbers down; what it takes to have them is core's business. */
class ScrapeAllocationTest {
  private static final int ROUNDS = 200;
  private static final long MOST_BYTES = 500_000;

  @Test
  void theTextOfAScrapeTakesHalfAMegabyteAtMost() {
    Scrape scrape = new Scrape(Optional.of(new FakeViews()), Optional.empty());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    int length = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      length = scrape.text().length();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.printf("a scrape of %d characters: %d bytes%n", length, least);
    long bytes = least;
    assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
  }
}
