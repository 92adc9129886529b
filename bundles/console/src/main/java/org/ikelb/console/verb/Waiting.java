package org.ikelb.console.verb;

import java.time.Duration;
import java.time.Instant;

/**
 * How a verb passes the time until it can answer.
 *
 * <p>Used by the thread that runs the verb.
 */
public interface Waiting {
  /**
   * Tells the user how it stands.
   *
   * @throws java.util.concurrent.CancellationException if the user has gone
   */
  void say(String line);

  /**
   * Waits.
   *
   * @throws java.util.concurrent.CancellationException if ikelb stops
   */
  void pause(Duration time);

  /** The time of day. */
  Instant now();

  /** Grows steadily; only differences mean something. */
  long nanoTime();
}
