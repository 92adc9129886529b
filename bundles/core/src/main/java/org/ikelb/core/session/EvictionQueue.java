package org.ikelb.core.session;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Sessions that may have to give way: those with the least {@link Evidence} first, and of these the
 * oldest.
 *
 * <p>Thread-safe; its lock is held for a few instructions.
 */
final class EvictionQueue {
  /** So many of the first are looked at for one that is better to evict. */
  private static final int LOOKED_AT = 16;

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

  /**
   * The session that gives way first.
   *
   * @param better whom to take of the first few with as little evidence, if there is such a one
   */
  synchronized Optional<Session> first(Predicate<Session> better) {
    if (sessions.isEmpty()) {
      return Optional.empty();
    }
    Set<Session> alike = sessions.values().iterator().next();
    Iterator<Session> oldest = alike.iterator();
    for (int looked = 0; looked < LOOKED_AT && oldest.hasNext(); looked++) {
      Session session = oldest.next();
      if (better.test(session)) {
        return Optional.of(session);
      }
    }
    return alike.stream().findFirst();
  }

  synchronized int size() {
    return size;
  }
}
