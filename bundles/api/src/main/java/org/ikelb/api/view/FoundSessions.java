package org.ikelb.api.view;

import java.util.List;

/**
 * Sessions that were asked for: some of them, and how many there are.
 *
 * <p>Immutable.
 *
 * @param matching how many there are
 * @param established how many of those that match are established; the others are half-open
 * @param sessions the oldest of them, oldest first
 */
public record FoundSessions(int matching, int established, List<SessionView> sessions) {
  public FoundSessions {
    sessions = List.copyOf(sessions);
  }

  /**
   * The first of these.
   *
   * @param all all that there are, oldest first
   */
  public static FoundSessions among(List<SessionView> all, int limit) {
    long settled =
        all.stream().filter(session -> session.state() == SessionState.ESTABLISHED).count();
    List<SessionView> first = all.subList(0, Math.min(limit, all.size()));
    return new FoundSessions(all.size(), (int) settled, first);
  }

  /** How many are not shown. */
  public int hidden() {
    return matching - sessions.size();
  }
}
