package org.ikelb.core.persist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ikelb.api.view.Warning;

/**
 * Sessions that did not come back after a start: an upstream could not be opened, or what they
 * belong to is not in the topology any more. Somebody should look at it.
 *
 * <p>Immutable.
 *
 * @param count how many
 * @param first the first of them, as people read it
 */
record LostSessions(Instant at, int count, String first) {
  static final LostSessions NONE = new LostSessions(Instant.EPOCH, 0, "");

  /** For so long it is worth a warning: by then their clients have dialled again. */
  private static final Duration WARNED = Duration.ofHours(1);

  List<Warning> warnings(Instant now) {
    if (count == 0 || now.isAfter(at.plus(WARNED))) {
      return List.of();
    }
    return List.of(
        new Warning(
            "sessions-lost",
            "restart",
            (count == 1 ? "1 session" : count + " sessions")
                + " could not go on after the start: "
                + first
                + ". Their clients dial again by themselves."));
  }
}
