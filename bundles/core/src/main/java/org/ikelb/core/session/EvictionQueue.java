package org.ikelb.core.session;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sessions that may have to give way: those with the least {@link Evidence} first, and of these the
 * oldest.
 *
 * <p>Thread-safe. Its lock is held for a few instructions, and nothing is asked of a session then:
 * those who add and remove one hold its monitor.
 */
final class EvictionQueue {
  private final Map<Evidence, Set<Session>> sessions = new EnumMap<>(Evidence.class);
  private int size;

  synchronized void add(Session session, Evidence evidence) {
    if (sessions.computeIfAbsent(evidence, unused -> new LinkedHashSet<>()).add(session)) {
      size++;
    }
  }

  synchronized void remove(Session session, Evidence evidence) {
    Set<Session> alike = sessions.get(evidence);
    if (alike != null && alike.remove(session)) {
      size--;
      if (alike.isEmpty()) {
        sessions.remove(evidence);
      }
    }
  }

  /** The first of those with the least evidence, oldest first, and no more than so many. */
  synchronized List<Session> first(int most) {
    return sessions.isEmpty()
        ? List.of()
        : sessions.values().iterator().next().stream().limit(most).toList();
  }

  synchronized int size() {
    return size;
  }
}
