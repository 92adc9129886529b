package org.ikelb.exporter.citrix;

import static org.ikelb.exporter.citrix.CitrixExporter.PRODUCT;

import org.ikelb.api.topology.Monitor;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Seconds;

/**
 * Makes the monitor that pings, in whole seconds: interval 1 to 20940, response time-out 1 to 20939
 * and below the interval, retries 1 to 127, success retries 1 to 32, down time 1 to 20939.
 *
 * <p>Stateless and thread-safe.
 */
final class PingMonitor {
  private static final int LONGEST_INTERVAL = 20_940;
  private static final int MOST_RETRIES = 127;
  private static final int MOST_SUCCESS_RETRIES = 32;
  private static final String SECONDS = "SEC";

  private PingMonitor() {}

  /**
   * The monitor.
   *
   * @param monitor whose times and counts it gets
   */
  static CitrixObject of(String name, Monitor monitor, Findings findings) {
    String path = Paths.of("monitors", monitor.name());
    Seconds seconds = new Seconds(PRODUCT, findings);
    int timeout = seconds.capped(path + ".timeout", monitor.timeout(), LONGEST_INTERVAL - 1);
    int interval = seconds.capped(path + ".interval", monitor.interval(), LONGEST_INTERVAL);
    if (interval <= timeout) {
      interval = timeout + 1;
      findings.changed(
          Pages.COMMANDS,
          path + ".interval",
          PRODUCT + " wants it to be longer than the time-out: it became " + interval + " s.");
    }
    return CitrixObject.of(
        Kind.MONITOR,
        "monitorname",
        name,
        "type",
        "PING",
        "lrtm",
        "DISABLED",
        "interval",
        interval,
        "units3",
        SECONDS,
        "resptimeout",
        timeout,
        "units4",
        SECONDS,
        "retries",
        atMost(path + ".fall", monitor.fall(), MOST_RETRIES, findings),
        "successretries",
        atMost(path + ".rise", monitor.rise(), MOST_SUCCESS_RETRIES, findings),
        "downtime",
        Math.min(interval, LONGEST_INTERVAL - 1),
        "units2",
        SECONDS);
  }

  private static int atMost(String path, int number, int most, Findings findings) {
    if (number > most) {
      findings.changed(
          Pages.COMMANDS, path, PRODUCT + " allows at most " + most + ": it became that.");
    }
    return Math.min(number, most);
  }
}
