package org.ikelb.exporter.f5;

import static org.ikelb.exporter.f5.Translation.PRODUCT;

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

  /** So short that the time-out, which is longer by a second than all of them, is allowed. */
  private int interval(String path, org.ikelb.api.topology.Monitor monitor) {
    int wanted = seconds.rounded(path, monitor.interval());
    int most = (LONGEST_TIMEOUT - 1) / monitor.fall();
    if (wanted > most) {
      findings.changed(
          Pages.SCHEMA,
          path,
          PRODUCT
              + " takes a member out after "
              + LONGEST_TIMEOUT
              + " s without a reply at the latest, so that fall "
              + monitor.fall()
              + " leaves at most "
              + most
              + " s: "
              + wanted
              + " s became that.");
    }
    return Math.min(wanted, most);
  }

  private Monitor ping(org.ikelb.api.topology.Monitor monitor) {
    String path = Paths.of("monitors", monitor.name());
    int interval = interval(path + ".interval", monitor);
    int timeout = monitor.fall() * interval + 1;
    findings.always(
        Pages.SCHEMA,
        PRODUCT
            + " counts seconds without a reply, not failures, and a late reply counts: fall and"
            + " rise became times.");
    int wanted = (monitor.rise() - 1) * interval;
    int untilUp = Math.min(wanted, LONGEST_UNTIL_UP);
    if (untilUp < wanted) {
      findings.changed(
          Pages.SCHEMA,
          path + ".rise",
          "rise "
              + monitor.rise()
              + " became a time until up of "
              + untilUp
              + " s, the longest there is.");
    }
    return new Monitor(names.of(path, "mon_", monitor.name(), ""), interval, timeout, untilUp);
  }
}
