package org.ikelb.core.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Rounds the times that are saved up to a grid of 30 s, so that a busy session is not written anew
 * each time. So what is brought back lives at most that much longer. Each session has its own grid:
 * they do not all change at once.
 *
 * <p>Thread-safe: it keeps nothing.
 */
public final class CoarseTime {
  /** A saved time is at most so much later than the true one. */
  public static final Duration GRID = Duration.ofSeconds(30);

  private CoarseTime() {}

  /**
   * Rounds up.
   *
   * @param owner shifts the grid
   */
  public static Instant roundUp(Instant exact, long owner) {
    long grid = GRID.toMillis();
    long shift = Math.floorMod(owner * 7_919, grid);
    long steps = Math.floorDiv(exact.toEpochMilli() - shift + grid - 1, grid);
    return Instant.ofEpochMilli(steps * grid + shift);
  }
}
