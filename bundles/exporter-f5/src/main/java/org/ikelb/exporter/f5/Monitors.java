package org.ikelb.exporter.f5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.exporter.f5.BigIp.Monitor;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Seconds;

/**
 * One gateway_icmp monitor for each monitor that is chosen. A BIG-IP counts no failures: a member
 * is down when no reply came for {@code timeout}, which F5 wants to be so many intervals and a
 * second.
 *
 * <p>Not thread-safe: one for each export.
 */
final class Monitors {
  private static final int LONGEST_TIMEOUT = 900;
  private static final int LONGEST_UNTIL_UP = 1800;
  private static final int LONGEST_INTERVAL = 3600;

  private final LegalNames names;
  private final Seconds seconds;
  private final Findings findings;
  private final Map<String, Monitor> monitors = new LinkedHashMap<>();

  Monitors(LegalNames names, Seconds seconds, Findings findings) {
    this.names = names;
    this.seconds = seconds;
    this.findings = findings;
  }

  /** The monitor's name on the BIG-IP. */
  String of(org.ikelb.api.topology.Monitor monitor) {
    return monitors.computeIfAbsent(monitor.name(), name -> ping(monitor)).name();
  }

  List<Monitor> list() {
    return List.copyOf(monitors.values());
  }

  private Monitor ping(org.ikelb.api.topology.Monitor monitor) {
    String path = Paths.of("monitors", monitor.name());
    int most = Math.min(LONGEST_INTERVAL, (LONGEST_TIMEOUT - 1) / monitor.fall());
    int interval = seconds.capped(path + ".interval", monitor.interval(), most);
    int timeout = monitor.fall() * interval + 1;
    findings.changed(
        path + ".fall",
        "fall " + monitor.fall() + " became a timeout of " + timeout + " s without any reply.");
    int untilUp = Math.min((monitor.rise() - 1) * interval, LONGEST_UNTIL_UP);
    if (monitor.rise() > 1) {
      findings.changed(
          path + ".rise",
          "rise " + monitor.rise() + " became a time until up of " + untilUp + " s.");
    }
    return new Monitor(names.of(path, "mon_", monitor.name(), ""), interval, timeout, untilUp);
  }
}
