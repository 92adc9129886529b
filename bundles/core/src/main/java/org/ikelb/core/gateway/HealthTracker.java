package org.ikelb.core.gateway;

import java.util.Optional;
import org.ikelb.api.view.Health;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Caveat;

/**
 * Turns the results of one monitor's probes of one gateway into a state: down after {@code fall}
 * failures in a row, up after {@code rise} successes in a row. A probe that could not be made says
 * nothing; after {@code fall} of those in a row nothing is known any more.
 *
 * <p>Not thread-safe.
 */
final class HealthTracker {
  private final int fall;
  private final int rise;
  private Health health = Health.UNKNOWN;
  private int successes;
  private int failures;
  private int unknowns;
  private boolean full;
  private Optional<Caveat> caveat = Optional.empty();

  HealthTracker(int fall, int rise) {
    this.fall = fall;
    this.rise = rise;
  }

  /** Goes on, apart from this one, from what is known now. */
  HealthTracker copy() {
    HealthTracker copy = new HealthTracker(fall, rise);
    copy.health = health;
    copy.successes = successes;
    copy.failures = failures;
    copy.unknowns = unknowns;
    copy.full = full;
    copy.caveat = caveat;
    return copy;
  }

  Health health() {
    return health;
  }

  /** Whether the last successful probe said so. */
  boolean isFull() {
    return full;
  }

  /** What the last successful probe found wrong; nothing while the gateway is down. */
  Optional<Caveat> caveat() {
    return health == Health.DOWN ? Optional.empty() : caveat;
  }

  void accept(ProbeResult.Verdict verdict, Optional<Caveat> nowCaveat) {
    switch (verdict) {
      case UP, FULL -> {
        failures = 0;
        full = verdict == ProbeResult.Verdict.FULL;
        caveat = nowCaveat;
        successes = Math.min(successes + 1, rise);
        if (successes >= rise) {
          health = Health.UP;
        }
      }
      case DOWN -> {
        successes = 0;
        failures = Math.min(failures + 1, fall);
        if (failures >= fall) {
          health = Health.DOWN;
        }
      }
      case UNKNOWN -> {
        unknowns = Math.min(unknowns + 1, fall);
        if (unknowns >= fall) {
          successes = 0;
          failures = 0;
          full = false;
          caveat = Optional.empty();
          health = Health.UNKNOWN;
        }
        return;
      }
    }
    unknowns = 0;
  }
}
