package org.ikelb.core.session;

import java.util.Arrays;
import java.util.List;

/**
 * The ESP SPIs that a client has sent on one upstream: the last few, since re-keys overlap.
 *
 * <p>Used on the upstream's loop, but for {@link #latestFirst}.
 */
public final class EspSpis {
  private static final int REMEMBERED = 8;

  private int last;
  private volatile int[] spis = {};

  /** The one seen last; 0, which is no SPI, if none was. */
  public int last() {
    return last;
  }

  public boolean contains(int spi) {
    for (int known : spis) {
      if (known == spi) {
        return true;
      }
    }
    return false;
  }

  /** All that are remembered; from any thread. */
  public List<Integer> latestFirst() {
    return Arrays.stream(spis).boxed().toList();
  }

  /** These were remembered before a restart. */
  public void resume(List<Integer> latestFirst) {
    spis = latestFirst.stream().mapToInt(Integer::intValue).toArray();
    last = spis.length == 0 ? 0 : spis[0];
  }

  /** It was seen just now; the one not seen for longest is forgotten if there are too many. */
  public void seen(int spi) {
    last = spi;
    if (contains(spi)) {
      return;
    }
    int keep = Math.min(spis.length, REMEMBERED - 1);
    int[] newer = new int[keep + 1];
    newer[0] = spi;
    System.arraycopy(spis, 0, newer, 1, keep);
    spis = newer;
  }
}
