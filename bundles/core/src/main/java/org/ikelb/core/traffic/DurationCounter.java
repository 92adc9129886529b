package org.ikelb.core.traffic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.ikelb.api.view.DurationCounts;

/**
 * Counts durations in buckets.
 *
 * <p>Thread-safe: counted and read by any thread, without a lock.
 */
public final class DurationCounter {
  private final List<Duration> bounds;
  private final long[] boundNanos;
  private final AtomicLongArray counts;
  private final LongAdder totalNanos = new LongAdder();

  /**
   * Makes one that has counted nothing.
   *
   * @param bounds in ascending order, each the longest of its bucket
   */
  public DurationCounter(Duration... bounds) {
    this.bounds = List.of(bounds);
    this.boundNanos = this.bounds.stream().mapToLong(Duration::toNanos).toArray();
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  public void add(long nanos) {
    int bucket = 0;
    while (bucket < boundNanos.length && nanos > boundNanos[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    totalNanos.add(nanos);
  }

  public DurationCounts read() {
    List<Long> all =
        LongStream.range(0, counts.length()).map(i -> counts.get((int) i)).boxed().toList();
    return new DurationCounts(bounds, all, Duration.ofNanos(totalNanos.sum()));
  }
}
