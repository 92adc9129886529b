package org.ikelb.api.view;

import java.time.Duration;
import java.util.List;

/**
 * How many of something took how long.
 *
 * <pre>
 *   bounds   |   1 s |    10 s |    60 s |
 *   counts   | 3     | 5       | 0       | 1      three took up to 1 s, one longer than 60 s
 * </pre>
 *
 * @param bounds in ascending order, each the longest of its bucket
 * @param counts one for each bound, and one for what took longer than all
 * @param total of all durations
 */
public record DurationCounts(List<Duration> bounds, List<Long> counts, Duration total) {

  public DurationCounts {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
  }

  /** How many there were. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
