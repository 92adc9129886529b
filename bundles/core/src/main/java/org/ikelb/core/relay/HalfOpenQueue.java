package org.ikelb.core.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ikelb.core.session.Session;

/**
 * The half-open and quiet sessions that one loop opened, oldest first: who gives way when there are
 * too many. First those who only greeted, then those who have begun to log in, last the quiet ones.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class HalfOpenQueue {
  private final Deque<Session> greeting = new ArrayDeque<>();
  private final Deque<Session> loggingIn = new ArrayDeque<>();
  private final Deque<Session> quiet = new ArrayDeque<>();

  void add(Session session) {
    greeting.addLast(session);
  }

  /** Takes out the one that has to give way first. */
  Optional<Session> poll() {
    trim();
    Session session = greeting.pollFirst();
    if (session == null) {
      session = loggingIn.pollFirst();
    }
    if (session == null) {
      session = quiet.pollFirst();
    }
    return Optional.ofNullable(session);
  }

  /** Puts those at the front where they belong by now. */
  void trim() {
    Session first;
    while ((first = greeting.peekFirst()) != null
        && (!first.isHalfOpen() || first.progress().login().hasBegun())) {
      greeting.removeFirst();
      loggingIn.addLast(first);
    }
    while ((first = loggingIn.peekFirst()) != null && !first.isHalfOpen()) {
      loggingIn.removeFirst();
      quiet.addLast(first);
    }
    while ((first = quiet.peekFirst()) != null && !first.mayBeLoggingIn()) {
      quiet.removeFirst();
    }
  }
}
