package org.ikelb.api.view;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sessions that were asked for: some of them, and how many there are.
 *
 * <p>Immutable.
 *
 * @param matching how many there are
 * @param established how many of those that match are established
 * @param byState how many there are in each state; states that none is in are absent
 * @param sessions the oldest of them, oldest first
 */
public record FoundSessions(
    int matching, int established, Map<SessionState, Integer> byState, List<SessionView> sessions) {
  public FoundSessions {
    byState = Collections.unmodifiableMap(new TreeMap<>(byState));
    sessions = List.copyOf(sessions);
  }

  /**
   * The first of these.
   *
   * @param all all that there are, oldest first
   */
  public static FoundSessions among(List<SessionView> all, int limit) {
    Map<SessionState, Integer> byState = new TreeMap<>();
    all.forEach(session -> byState.merge(session.state(), 1, Integer::sum));
    List<SessionView> first = all.subList(0, Math.min(limit, all.size()));
    return of(byState, first);
  }

  /** These of so many. */
  public static FoundSessions of(Map<SessionState, Integer> byState, List<SessionView> some) {
    return new FoundSessions(
        byState.values().stream().mapToInt(Integer::intValue).sum(),
        byState.getOrDefault(SessionState.ESTABLISHED, 0),
        byState,
        some);
  }

  /** How many are not shown. */
  public int hidden() {
    return matching - sessions.size();
  }
}
