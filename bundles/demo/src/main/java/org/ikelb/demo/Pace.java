package org.ikelb.demo;

import java.time.Duration;

/**
 * How fast the demo goes.
 *
 * @param pause for a person to read what was just printed
 * @param beat between two signs of life of a client
 * @param patience how long a client waits for an answer before it sends again
 * @param tries how often a client sends before it gives up
 */
record Pace(Duration pause, Duration beat, Duration patience, int tries) {
  /** For people. */
  static final Pace HUMAN =
      new Pace(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofMillis(500), 4);

  Pace withPause(Duration newPause) {
    return new Pace(newPause, beat, patience, tries);
  }
}
