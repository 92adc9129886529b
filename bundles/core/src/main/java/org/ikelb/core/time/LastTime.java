package org.ikelb.core.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When something happened last, if it ever did.
 *
 * <p>Thread-safe; allocates nothing and waits for nothing.
 */
public final class LastTime {
  private static final long NEVER = Long.MIN_VALUE;

  private final AtomicLong nanos = new AtomicLong(NEVER);

  /** Remembers that it happens now. */
  public void set(long nowNanos) {
    nanos.set(something(nowNanos));
  }

  /**
   * Remembers that it happens now, but only once in a while: so it mostly only reads.
   *
   * @param stepNanos how long nothing is remembered after what was
   */
  public void setAtMostEvery(long stepNanos, long nowNanos) {
    if (!isWithin(stepNanos, nowNanos)) {
      set(nowNanos);
    }
  }

  /**
   * Remembers that it happens now, unless it did within this time; says whether. Of several threads
   * at the same time one is told that it does.
   */
  public boolean setUnlessWithin(long pauseNanos, long nowNanos) {
    long before = nanos.get();
    boolean lately = before != NEVER && nowNanos - before < pauseNanos;
    return !lately && nanos.compareAndSet(before, something(nowNanos));
  }

  /** Forgets that it ever happened. */
  public void forget() {
    nanos.set(NEVER);
  }

  /** Whether it happened at most so long ago. */
  public boolean isWithin(long spanNanos, long nowNanos) {
    long last = nanos.get();
    return last != NEVER && nowNanos - last <= spanNanos;
  }

  /** Whether it happened later than then. */
  public boolean isAfter(long thenNanos) {
    long last = nanos.get();
    return last != NEVER && last - thenNanos > 0;
  }

  /** Whether it happened, and later than the other one, or that never did. */
  public boolean isAfter(LastTime other) {
    long last = nanos.get();
    long others = other.nanos.get();
    return last != NEVER && (others == NEVER || last - others > 0);
  }

  /** Whether it happened, and the other one not since. */
  public boolean isNotBefore(LastTime other) {
    long last = nanos.get();
    return last != NEVER && !other.isAfter(last);
  }

  /** The time to remember: the clock may show any number, also the one that stands for never. */
  private static long something(long nowNanos) {
    return nowNanos == NEVER ? NEVER + 1 : nowNanos;
  }
}
