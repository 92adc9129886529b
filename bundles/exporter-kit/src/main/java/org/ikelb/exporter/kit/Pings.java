package org.ikelb.exporter.kit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Pool;

/**
 * Chooses the monitor by which a product pings a pool.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param monitors of the topology, by name
 */
public record Pings(Map<String, Monitor> monitors, Findings findings) {

  /** The first that pings; else the first of any kind; empty if the pool is not probed. */
  public Optional<Monitor> of(Pool pool) {
    Optional<Monitor> chosen =
        pool.monitors().stream()
            .map(monitors::get)
            .filter(Objects::nonNull)
            .reduce((one, other) -> pings(one) || !pings(other) ? one : other);
    for (String name : pool.monitors()) {
      Monitor monitor = monitors.get(name);
      if (monitor != null && pings(monitor) && !chosen.equals(Optional.of(monitor))) {
        findings.lossy(
            Source.IKELB,
            Paths.of("pools", pool.name(), "monitors"),
            "One ping is enough: " + Paths.quoted(name) + " is left out.");
      }
    }
    return chosen;
  }

  private static boolean pings(Monitor monitor) {
    return monitor.plugin().type().equals("icmp");
  }
}
