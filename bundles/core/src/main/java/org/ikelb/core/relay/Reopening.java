package org.ikelb.core.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ikelb.core.session.SessionUpstream;

/**
 * Opens upstreams that there were before a restart, on their loop, some at a time: what else the
 * loop has to do has its turn in between. A loop that gets no further is given up, and opens none
 * of the rest when it comes back.
 *
 * <p>Opened on the loop, waited for by one control thread.
 */
final class Reopening {
  static final int SLICE = 100;
  private static final int GIVEN_UP = -1;

  private final Executor loop;
  private final List<SessionUpstream> wanted;
  private final Predicate<SessionUpstream> open;
  private final Consumer<SessionUpstream> takeBack;

  /** How many the loop has begun; each is begun once, or given up, whoever is first. */
  private final AtomicInteger begun = new AtomicInteger();

  /** How many it is done with, or that it was given up in the middle of one. */
  private final AtomicInteger done = new AtomicInteger();

  private final List<SessionUpstream> failed = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Has opened none yet.
   *
   * @param open opens one, on the loop; false if it cannot be
   * @param takeBack undoes that, on the loop, and frees its port, whether it was opened or not
   */
  Reopening(
      Executor loop,
      List<SessionUpstream> wanted,
      Predicate<SessionUpstream> open,
      Consumer<SessionUpstream> takeBack) {
    this.loop = loop;
    this.wanted = wanted;
    this.open = open;
    this.takeBack = takeBack;
  }

  /** Begins. */
  Reopening start() {
    loop.execute(this::slice);
    return this;
  }

  private void slice() {
    for (int i = 0; i < SLICE; i++) {
      int next = begun.getAndIncrement();
      if (next >= wanted.size()) {
        over.countDown();
        return;
      }
      SessionUpstream upstream = wanted.get(next);
      boolean isOpen = open.test(upstream);
      synchronized (failed) {
        if (!done.compareAndSet(next, next + 1)) {
          takeBack.accept(upstream);
          return;
        }
        if (!isOpen) {
          failed.add(upstream);
        }
      }
    }
    loop.execute(this::slice);
  }

  /**
   * Waits until all are open or have failed, as long as the loop gets on.
   *
   * @param patience for one that does not
   */
  Loops.NotReopened await(Duration patience) {
    int before = GIVEN_UP;
    try {
      while (!over.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        int now = done.get();
        if (now == before) {
          return giveUp();
        }
        before = now;
      }
      return giveUp(); // nothing is left
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp();
    }
  }

  private Loops.NotReopened giveUp() {
    int from = Math.min(begun.getAndSet(wanted.size()), wanted.size());
    synchronized (failed) {
      List<SessionUpstream> never = new ArrayList<>(failed);
      never.addAll(wanted.subList(from, wanted.size()));
      boolean isInTheMiddle = from > 0 && done.compareAndSet(from - 1, GIVEN_UP);
      return new Loops.NotReopened(
          never, isInTheMiddle ? List.of(wanted.get(from - 1)) : List.of());
    }
  }
}
