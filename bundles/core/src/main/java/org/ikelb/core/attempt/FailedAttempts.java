package org.ikelb.core.attempt;

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

  private final Deque<FailedAttempt> latest = new ArrayDeque<>();

  synchronized void add(FailedAttempt attempt) {
    if (latest.size() == MOST) {
      latest.removeFirst();
    }
    latest.addLast(attempt);
  }

  /** The latest first. */
  public List<FailedAttempt> latestFirst() {
    List<FailedAttempt> all;
    synchronized (this) {
      all = new ArrayList<>(latest);
    }
    Collections.reverse(all);
    return all;
  }
}
