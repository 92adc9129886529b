package org.ikelb.core.follow;

import java.util.function.LongPredicate;

/**
 * Counts what a client asks in vain: requests that its gateway leaves unanswered while it answers
 * others. What it leaves unanswered because nothing reaches it, or nothing comes back, is not in
 * vain.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class Unanswered {
  /** After so many the gateway may not know the client; one may have been lost. */
  public static final int ODD = 2;

  /** After so many it does not know it. */
  public static final int ENOUGH = 3;

  private boolean waits;
  private long askedNanos;

  /** Those before the last one. */
  private int before;

  /**
   * The client asks, perhaps again.
   *
   * @param answeredNanos when its gateway last sent it something protected
   * @param heardSince whether its gateway has sent anything, to anybody, since then
   */
  public void asked(long answeredNanos, LongPredicate heardSince, long nowNanos) {
    before = inVain(answeredNanos, heardSince);
    waits = true;
    askedNanos = nowNanos;
  }

  /** How often it has asked in vain; the same parameters. */
  public int inVain(long answeredNanos, LongPredicate heardSince) {
    if (!waits || answeredNanos - askedNanos >= 0) {
      return 0;
    }
    return heardSince.test(askedNanos) ? before + 1 : before;
  }
}
