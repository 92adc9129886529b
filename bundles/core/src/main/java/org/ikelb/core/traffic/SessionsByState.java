package org.ikelb.core.traffic;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.api.view.SessionState;

/**
 * How many sessions there are now in each state. Kept by whoever changes a session's state, so that
 * nobody who wants to know has to look at the sessions.
 *
 * <p>Thread-safe: counted and read by any thread, without a lock.
 */
public final class SessionsByState {
  private final Map<SessionState, AtomicInteger> counts = new EnumMap<>(SessionState.class);

  /** There are none yet. */
  public SessionsByState() {
    for (SessionState state : SessionState.values()) {
      counts.put(state, new AtomicInteger());
    }
  }

  /**
   * A session came into a state, or left it.
   *
   * @param change 1 or -1
   */
  public void add(SessionState state, int change) {
    count(state).addAndGet(change);
  }

  public int in(SessionState state) {
    return count(state).get();
  }

  private AtomicInteger count(SessionState state) {
    return Objects.requireNonNull(counts.get(state));
  }

  /** Half-open and quiet ones: their clients have not shown that they are in. */
  public int unsettled() {
    return in(SessionState.HALF_OPEN) + in(SessionState.QUIET);
  }

  /** All that are loads for their gateways: all but suspects. */
  public int counted() {
    return unsettled() + in(SessionState.ESTABLISHED);
  }

  public boolean areNone() {
    return counted() + in(SessionState.SUSPECT) == 0;
  }

  /** All numbers of the moment; states that none is in are absent. */
  public Map<SessionState, Integer> read() {
    Map<SessionState, Integer> read = new EnumMap<>(SessionState.class);
    for (SessionState state : SessionState.values()) {
      if (in(state) != 0) {
        read.put(state, in(state));
      }
    }
    return read;
  }
}
