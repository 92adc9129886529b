package org.ikelb.config.topology;

import java.time.Duration;
import java.util.Optional;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.spi.Setting;

/**
 * When the results of a monitor count, as written beside its plugin's own settings.
 *
 * <p>Immutable and thread-safe.
 */
public record MonitorSection(
    @Setting(
            help =
                "From the start of one probe to the start of the next. If not given: 10s, for type"
                    + " `icmp` 5s.",
            min = "100ms",
            max = "1h")
        Optional<Duration> interval,
    @Setting(
            help =
                "How long a probe waits for its answer; not longer than the interval. If not given:"
                    + " 2s, or the interval if that is shorter.",
            min = "50ms",
            max = "1h")
        Optional<Duration> timeout,
    @Setting(
            help = "So many failures in a row make a gateway down.",
            min = "1",
            max = "100",
            defaultValue = "3")
        int fall,
    @Setting(
            help = "So many successes in a row make it up again.",
            min = "1",
            max = "100",
            defaultValue = "1")
        int rise) {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration ICMP_INTERVAL = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Whether a probe could still wait when the next one is due. */
  boolean overlaps(String type) {
    return timeoutFor(type).compareTo(intervalFor(type)) > 0;
  }

  Monitor toMonitor(String name, PluginUse plugin) {
    String type = plugin.type();
    return new Monitor(name, plugin, intervalFor(type), timeoutFor(type), fall, rise);
  }

  private Duration intervalFor(String type) {
    return interval.orElse(type.equals("icmp") ? ICMP_INTERVAL : INTERVAL);
  }

  private Duration timeoutFor(String type) {
    Duration interval = intervalFor(type);
    return timeout.orElse(TIMEOUT.compareTo(interval) < 0 ? TIMEOUT : interval);
  }
}
