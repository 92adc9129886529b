package org.ikelb.core.follow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ESP SPIs that a client has sent on one upstream, and how far each was counted: the last few,
 * since re-keys overlap.
 *
 * <p>Changed on the upstream's loop. From any thread, which sees what was true a moment ago: {@link
 * #last}, {@link #contains}, {@link #latestFirst}, {@link #highest} and {@link #isNext}.
 */
public final class EspSpis {
  private static final int REMEMBERED = 8;

  /** Sequence numbers change in place, under the eyes of others. */
  private static final VarHandle SEQUENCE = MethodHandles.arrayElementVarHandle(int[].class);

  /** A new SA counts from 1; of this many first datagrams one is thought to arrive. */
  private static final int FIRST = 32;

  private volatile int last;
  private int lastAt;

  /** An SPI, and the highest sequence number seen with it, unsigned; the latest SPI first. */
  private volatile int[] counted = {};

  private int unclaimed;

  /** The one seen last; 0, which is no SPI, if none was. */
  public int last() {
    return last;
  }

  public boolean contains(int spi) {
    return indexOf(spi, counted) >= 0;
  }

  private static int indexOf(int spi, int[] counted) {
    for (int i = 0; i < counted.length; i += 2) {
      if (counted[i] == spi) {
        return i;
      }
    }
    return -1;
  }

  /** All that are remembered; from any thread. */
  public List<Integer> latestFirst() {
    int[] now = counted;
    List<Integer> spis = new ArrayList<>(now.length / 2);
    for (int i = 0; i < now.length; i += 2) {
      spis.add(now[i]);
    }
    return spis;
  }

  /** These were remembered before a restart. */
  public void resume(List<Integer> latestFirst) {
    int[] resumed = new int[latestFirst.size() * 2];
    for (int i = 0; i < latestFirst.size(); i++) {
      resumed[2 * i] = latestFirst.get(i);
    }
    counted = resumed;
    last = resumed.length == 0 ? 0 : resumed[0];
    unclaimed = latestFirst.size();
  }

  /** The highest sequence number seen with this SPI, unsigned; 0: none. */
  public int highest(int spi) {
    int[] now = counted;
    int at = indexOf(spi, now);
    return at < 0 ? 0 : (int) SEQUENCE.getOpaque(now, at + 1);
  }

  /**
   * Whether a datagram with an SPI that is remembered can go on where the last ones ended, as one
   * does whose client's endpoint has changed; those of a new SA that happens to have the same SPI
   * do not, for they are counted from 1. From any thread.
   */
  public boolean isNext(int spi, int sequence) {
    int highest = highest(spi); // 0 after a restart
    return Integer.compareUnsigned(sequence, highest == 0 ? FIRST : highest) > 0;
  }

  /**
   * It was seen just now; the oldest is forgotten if there are too many.
   *
   * @param sequence its sequence number, unsigned
   * @return the SPI that was forgotten; 0: none
   */
  public int seen(int spi, int sequence) {
    int forgotten = 0;
    if (spi != last || counted.length == 0) {
      int at = indexOf(spi, counted);
      if (at >= REMEMBERED) { // in the older half: it is in use, and must not be forgotten
        moveToFront(at);
        at = 0;
      }
      forgotten = at < 0 ? add(spi) : 0;
      lastAt = Math.max(0, at);
      last = spi;
    }
    int[] now = counted;
    if (Integer.compareUnsigned(sequence, now[lastAt + 1]) > 0) {
      SEQUENCE.setOpaque(now, lastAt + 1, sequence);
    }
    return forgotten;
  }

  private void moveToFront(int at) {
    int[] before = counted;
    int[] moved = before.clone();
    System.arraycopy(before, 0, moved, 2, at);
    moved[0] = before[at];
    moved[1] = before[at + 1];
    counted = moved;
    if (at >= 2 * unclaimed) {
      unclaimed++; // it is among them now, until it is claimed once more
    }
  }

  private int add(int spi) {
    int[] before = counted;
    int keep = Math.min(before.length, 2 * (REMEMBERED - 1));
    int forgotten = before.length > keep ? before[keep] : 0;
    int[] newer = new int[keep + 2];
    newer[0] = spi;
    System.arraycopy(before, 0, newer, 2, keep);
    counted = newer;
    unclaimed = Math.min(unclaimed + 1, newer.length / 2);
    return forgotten;
  }

  /** Whether there are some that the gateway has not confirmed yet. */
  public boolean hasUnclaimed() {
    return unclaimed > 0;
  }

  /** Those that are not confirmed yet; from now on they are. */
  public List<Integer> takeUnclaimed() {
    List<Integer> taken = latestFirst().subList(0, unclaimed);
    unclaimed = 0;
    return taken;
  }

  /** Forgets those that are not confirmed, which may be another session's; says which. */
  public List<Integer> forgetUnclaimed() {
    List<Integer> forgotten = latestFirst().subList(0, unclaimed);
    counted = Arrays.copyOfRange(counted, 2 * unclaimed, counted.length);
    unclaimed = 0;
    lastAt = 0;
    last = counted.length == 0 ? 0 : counted[0];
    return forgotten;
  }
}
