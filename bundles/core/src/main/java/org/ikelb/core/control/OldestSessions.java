package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;

/** Finds the oldest of many sessions, holding no more than it shows. Pure functions. */
final class OldestSessions {
  private static final Comparator<Session> BY_AGE = Comparator.comparingLong(Session::number);

  private OldestSessions() {}

  static FoundSessions of(SessionTable table, SessionFilter filter, int limit, long nowNanos) {
    PriorityQueue<Session> oldest = new PriorityQueue<>(BY_AGE.reversed()); // the youngest first
    Map<SessionState, Integer> byState = new EnumMap<>(SessionState.class);
    for (Session session : table.all()) {
      if (SessionViews.passes(session, filter)) {
        byState.merge(session.state(), 1, Integer::sum);
        oldest.add(session);
        if (oldest.size() > limit) {
          oldest.remove();
        }
      }
    }
    List<Session> shown = new ArrayList<>(oldest);
    shown.sort(BY_AGE);
    return FoundSessions.of(
        byState, shown.stream().map(session -> SessionViews.of(session, nowNanos)).toList());
  }
}
