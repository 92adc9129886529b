package org.ikelb.core.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ikelb.core.session.Session;

/**
 * The half-open sessions that one loop opened, oldest first: who gives way when there are too many.
 * Those that have begun to log in go last.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class HalfOpenQueue {
  private final Deque<Session> greeting = new ArrayDeque<>();
  private final Deque<Session> loggingIn = new ArrayDeque<>();

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
    return Optional.ofNullable(session);
  }

  /** Forgets those at the front that are half-open no more. */
  void trim() {
    Session first;
    while ((first = greeting.peekFirst()) != null
        && (!first.isHalfOpen() || first.authenticatingNanos() != 0)) {
      greeting.removeFirst();
      if (first.isHalfOpen()) {
        loggingIn.addLast(first);
      }
    }
    while ((first = loggingIn.peekFirst()) != null && !first.isHalfOpen()) {
      loggingIn.removeFirst();
    }
  }
}
