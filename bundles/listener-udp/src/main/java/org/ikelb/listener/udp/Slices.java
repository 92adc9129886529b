package org.ikelb.listener.udp;

/**
 * How much of its time a loop gives to what was put off: a slice between two looks at its sockets.
 *
 * <pre>
 *   sockets | slice | sockets | slice | sockets ...
 * </pre>
 *
 * A slice is so short that what comes to the sockets meanwhile waits in their buffers, and late by
 * less than anybody notices. As long as each look empties the sockets, slices may be all the rest
 * of the time. When one does not, the loop is behind, and slices are an eighth of its time: known
 * traffic comes first, and newcomers still come in.
 *
 * <p>Time is a parameter, in nanoseconds of one clock. Used on its loop only.
 */
final class Slices {
  static final long LONGEST_NANOS = 500_000;

  /** For a nanosecond in a slice, so many outside of it, if the loop is behind. */
  static final int BEHIND = 7;

  private long endedNanos;
  private long untilNanos;
  private long overdrawnNanos;
  private boolean isBehind;

  /**
   * @param nowNanos when the loop began to work
   */
  Slices(long nowNanos) {
    endedNanos = nowNanos;
  }

  /** A look at a socket did not empty it. */
  void behind() {
    isBehind = true;
  }

  /** A slice begins. What the one before took too much is taken off. */
  void begin(long nowNanos) {
    long share = isBehind ? (nowNanos - endedNanos) / BEHIND : LONGEST_NANOS;
    long left = Math.min(share, LONGEST_NANOS) - overdrawnNanos;
    untilNanos = nowNanos + left;
    isBehind = false;
  }

  /** Whether there is time for one more. */
  boolean goesOn(long nowNanos) {
    return untilNanos - nowNanos > 0;
  }

  /** The slice has ended. */
  void end(long nowNanos) {
    endedNanos = nowNanos;
    overdrawnNanos = Math.min(Math.max(0, nowNanos - untilNanos), LONGEST_NANOS);
  }
}
