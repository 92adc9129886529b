package org.ikelb.core.time;

import org.jspecify.annotations.Nullable;

/**
 * Timers by the thousand for one event loop: a hashed wheel (Varghese and Lauck, 1987) of intrusive
 * lists. Traffic never touches the wheel: a timer that comes up asks when it is really due, and is
 * armed again for then. So a timer fires up to one tick late, and never early; one whose deadline
 * has come nearer meanwhile (a DELETE, other timeouts) up to one turn of the wheel late.
 *
 * <p>Not thread-safe: used on one event loop.
 */
public final class TimerWheel {
  /** A turn of the wheel, in ticks: short, since so late is a deadline noticed that came nearer. */
  static final int SLOTS = 64;

  private final long tickNanos;
  private final Timer[] slots = new Timer[SLOTS];
  private long ticks;
  private long nextTickNanos;
  private int size;

  /**
   * Makes an empty wheel.
   *
   * @param tickNanos how exact the timers are
   */
  public TimerWheel(long tickNanos, long nowNanos) {
    this.tickNanos = tickNanos;
    this.nextTickNanos = nowNanos + tickNanos;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Head();
    }
  }

  /** Adds a timer that is in no wheel. */
  public void add(Timer timer, long nowNanos) {
    place(timer, nowNanos);
    size++;
  }

  /** Takes a timer out; nothing happens if it is in no wheel. */
  public void remove(Timer timer) {
    if (timer.next != null) {
      timer.unlink();
      size--;
    }
  }

  /** How many timers there are. */
  public int size() {
    return size;
  }

  /**
   * Fires what is due, and arms again what is not. If one throws, the others are fired all the
   * same, and it comes up again after a turn of the wheel.
   *
   * @throws RuntimeException the first that was thrown, or an Error, when all are done
   */
  public void advance(long nowNanos) {
    Failures failures = new Failures();
    while (nowNanos - nextTickNanos >= 0) {
      ticks++;
      nextTickNanos += tickNanos;
      expire(slots[(int) (ticks & (SLOTS - 1))], nowNanos, failures);
    }
    failures.rethrow();
  }

  private void expire(Timer head, long nowNanos, Failures failures) {
    Timer timer = head.next;
    if (timer == null || timer == head) {
      return;
    }
    // Detached first, since a timer that fires may remove others or be placed here again.
    Timer detached = new Head();
    detached.takeAll(head);
    while ((timer = detached.next) != null && timer != detached) {
      timer.unlink();
      size--;
      try {
        if (timer.dueNanos(nowNanos) - nowNanos > 0) {
          add(timer, nowNanos);
        } else {
          timer.fire(nowNanos);
        }
      } catch (RuntimeException | Error e) {
        failures.add(e);
        if (timer.next == null) {
          slots[(int) ((ticks + SLOTS - 1) & (SLOTS - 1))].append(timer);
          size++;
        }
      }
    }
  }

  private void place(Timer timer, long nowNanos) {
    long delay = Math.max(0, timer.dueNanos(nowNanos) - nowNanos);
    // What lies beyond one turn comes up early and is placed again.
    long distance = Math.min(delay / tickNanos + 1, SLOTS - 1);
    slots[(int) ((ticks + distance) & (SLOTS - 1))].append(timer);
  }

  /** Something that happens later. */
  public abstract static class Timer {
    private @Nullable Timer previous;
    private @Nullable Timer next;

    /** When it is due, as things are now; asked when it is added and when it comes up. */
    protected abstract long dueNanos(long nowNanos);

    /** The timer is due, and in the wheel no more. */
    protected abstract void fire(long nowNanos);

    final void linkToSelf() {
      previous = this;
      next = this;
    }

    private void append(Timer timer) {
      Timer last = previous;
      if (last == null) {
        throw new IllegalStateException("not a head");
      }
      timer.previous = last;
      timer.next = this;
      last.next = timer;
      previous = timer;
    }

    private void unlink() {
      Timer before = previous;
      Timer after = next;
      if (before != null && after != null) {
        before.next = after;
        after.previous = before;
      }
      previous = null;
      next = null;
    }

    private void takeAll(Timer head) {
      Timer first = head.next;
      Timer last = head.previous;
      if (first == null || last == null) {
        throw new IllegalStateException("not a head");
      }
      next = first;
      previous = last;
      first.previous = this;
      last.next = this;
      head.linkToSelf();
    }
  }

  /** The ends of a slot's list. */
  private static final class Head extends Timer {
    Head() {
      linkToSelf();
    }

    @Override
    protected long dueNanos(long nowNanos) {
      throw new IllegalStateException("a list's head is never due");
    }

    @Override
    protected void fire(long nowNanos) {
      throw new IllegalStateException("a list's head is never due");
    }
  }
}
