package org.ikelb.config.topology;

import java.util.Optional;
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
                "Half-open sessions; beyond them the one that has shown least gives way. Not more"
                    + " than `sessions`.",
            min = "1",
            max = "10000000",
            defaultValue = "10000")
        int halfOpen,
    @Setting(
            help =
                "Half-open sessions from one IPv4 address or IPv6 /56; beyond them the one of these"
                    + " that has shown least gives way. All who share an address may dial at once,"
                    + " as an office does after an outage. Not more than `halfOpen`. If not given:"
                    + " a quarter of it.",
            min = "1",
            max = "10000000")
        Optional<Integer> halfOpenPerSource) {
  private static final int SOURCES = 4;

  public LimitsSection {
    if (halfOpen > sessions) {
      throw new IllegalArgumentException(
          "\"halfOpen\" must not be more than \"sessions\", was "
              + halfOpen
              + " of "
              + sessions
              + (halfOpen == Limits.DEFAULT.halfOpen() ? " (the default)" : ""));
    }
    if (halfOpenPerSource.isPresent() && halfOpenPerSource.get() > halfOpen) {
      throw new IllegalArgumentException(
          "\"halfOpenPerSource\" must not be more than \"halfOpen\", was "
              + halfOpenPerSource.get()
              + " of "
              + halfOpen);
    }
  }

  Limits toLimits() {
    return new Limits(
        sessions, halfOpen, halfOpenPerSource.orElse(Math.max(1, halfOpen / SOURCES)));
  }
}
