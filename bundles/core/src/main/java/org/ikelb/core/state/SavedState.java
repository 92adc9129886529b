package org.ikelb.core.state;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Sessions and bindings that were brought back from a store. */
public record SavedState(List<SavedSession> sessions, List<SavedBinding> bindings) {

  public SavedState {
    sessions = List.copyOf(sessions);
    bindings = List.copyOf(bindings);
  }

  public boolean isEmpty() {
    return sessions.isEmpty() && bindings.isEmpty();
  }

  /** The latest time in it: when it was saved it was about then, or later. */
  public Instant latest() {
    return Stream.of(
            sessions.stream().map(SavedSession::openedAt),
            sessions.stream().flatMap(s -> s.upstreams().stream()).map(SavedSession.Path::lastSeen),
            bindings.stream().map(SavedBinding::released))
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
