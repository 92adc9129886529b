package org.ikelb.core.state;

import java.time.Instant;
import java.util.List;

/**
 * All that survives a restart.
 *
 * @param at when it was taken, by the wall clock
 */
public record SavedState(Instant at, List<SavedSession> sessions, List<SavedBinding> bindings) {

  public SavedState {
    sessions = List.copyOf(sessions);
    bindings = List.copyOf(bindings);
  }
}
