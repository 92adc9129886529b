package org.ikelb.api.view;

import java.time.Instant;
import java.util.Optional;

/**
 * A topology that was applied once.
 *
 * @param number counts them, from 1, over restarts
 * @param at when it was applied
 * @param author by whom
 * @param source where its text came from: a file, {@code web editor}, {@code undo of 7}
 * @param standing whether it is there to stay
 * @param confirmBy until when it has to be confirmed, as long as it is unconfirmed
 */
public record AppliedTopology(
    long number,
    Instant at,
    String author,
    String source,
    Standing standing,
    Optional<Instant> confirmBy) {

  /** Whether a topology is there to stay. */
  public enum Standing {
    /** Confirmed, or applied without asking for that. */
    CONFIRMED,
    /** Waits for its confirmation. */
    UNCONFIRMED,
    /** Was taken back, because nobody confirmed it. */
    ROLLED_BACK
  }
}
