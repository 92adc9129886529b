package org.ikelb.config.topology;

import org.ikelb.api.topology.Limits;
import org.ikelb.spi.Setting;

/**
 * Limits, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record LimitsSection(
    @Setting(
            help = "All sessions, half-open ones included.",
            min = "1",
            max = "10000000",
            defaultValue = "100000")
        int sessions,
    @Setting(
            help =
                "Half-open sessions; beyond them the oldest gives way. Not more than `sessions`.",
            min = "1",
            max = "10000000",
            defaultValue = "10000")
        int halfOpen) {

  public LimitsSection {
    if (halfOpen > sessions) {
      throw new IllegalArgumentException(
          "\"halfOpen\" must not be more than \"sessions\", was "
              + halfOpen
              + " of "
              + sessions
              + (halfOpen == Limits.DEFAULT.halfOpen() ? " (the default)" : ""));
    }
  }

  Limits toLimits() {
    return new Limits(sessions, halfOpen);
  }
}
