package org.ikelb.core.session;

import java.util.Arrays;
import java.util.List;

/**
 * The ESP SPIs that a client has sent on one upstream, and how far each was counted: the last few,
 * since re-keys overlap.
 *
 * <p>Used on the upstream's loop, but for {@link #latestFirst}.
 */
public final class EspSpis {
  private static final int REMEMBERED = 8;

  private int last;
  private int lastAt;
  private volatile int[] spis = {};
  private int[] highest = {};
  private int unclaimed;

  /** The one seen last; 0, which is no SPI, if none was. */
  public int last() {
    return last;
  }

  public boolean contains(int spi) {
    return indexOf(spi) >= 0;
  }

  private int indexOf(int spi) {
    for (int i = 0; i < spis.length; i++) {
      if (spis[i] == spi) {
        return i;
      }
    }
    return -1;
  }

  /** All that are remembered; from any thread. */
  public List<Integer> latestFirst() {
    return Arrays.stream(spis).boxed().toList();
  }

  /** These were remembered before a restart. */
  public void resume(List<Integer> latestFirst) {
    spis = latestFirst.stream().mapToInt(Integer::intValue).toArray();
    highest = new int[spis.length];
    last = spis.length == 0 ? 0 : spis[0];
    unclaimed = spis.length;
  }

  /** The highest sequence number seen with this SPI, unsigned; 0: none. */
  int highest(int spi) {
    int at = indexOf(spi);
    return at < 0 ? 0 : highest[at];
  }

  /**
   * It was seen just now; the oldest is forgotten if there are too many.
   *
   * @param sequence its sequence number, unsigned
   * @return the SPI that was forgotten; 0: none
   */
  int seen(int spi, int sequence) {
    int forgotten = 0;
    if (spi != last || spis.length == 0) {
      int at = indexOf(spi);
      forgotten = at < 0 ? add(spi) : 0;
      lastAt = Math.max(0, at);
      last = spi;
    }
    if (Integer.compareUnsigned(sequence, highest[lastAt]) > 0) {
      highest[lastAt] = sequence;
    }
    return forgotten;
  }

  private int add(int spi) {
    int keep = Math.min(spis.length, REMEMBERED - 1);
    int forgotten = spis.length > keep ? spis[keep] : 0;
    int[] newer = new int[keep + 1];
    int[] newerHighest = new int[keep + 1];
    newer[0] = spi;
    System.arraycopy(spis, 0, newer, 1, keep);
    System.arraycopy(highest, 0, newerHighest, 1, keep);
    spis = newer;
    highest = newerHighest;
    unclaimed = Math.min(unclaimed + 1, spis.length);
    return forgotten;
  }

  /** Whether there are some that the gateway has not confirmed yet. */
  boolean hasUnclaimed() {
    return unclaimed > 0;
  }

  /** Those that are not confirmed yet; from now on they are. */
  int[] takeUnclaimed() {
    int[] taken = Arrays.copyOf(spis, unclaimed);
    unclaimed = 0;
    return taken;
  }
}
