package org.ikelb.core.attempt;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.ikelb.api.view.FailedAttempt;

/**
 * The latest attempts that failed, of all pools.
 *
 * <p>Thread-safe; the lock is held for a few instructions on loops.
 */
public final class FailedAttempts {
  static final int MOST = 1_000;

  private final Deque<Kept> latest = new ArrayDeque<>();

  /** One, and when it was over; it is put into words when somebody asks. */
  private record Kept(Attempt.Over over, Instant at) {}

  void add(Attempt.Over over, Instant at) {
    Kept kept = new Kept(over, at);
    synchronized (this) {
      if (latest.size() == MOST) {
        latest.removeFirst();
      }
      latest.addLast(kept);
    }
  }

  /** The latest first. */
  public List<FailedAttempt> latestFirst() {
    List<Kept> all;
    synchronized (this) {
      all = new ArrayList<>(latest);
    }
    Collections.reverse(all);
    return all.stream().map(kept -> kept.over().describe(kept.at())).toList();
  }
}
