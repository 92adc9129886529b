package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.api.topology.Monitor;
import org.ikelb.exporter.kemp.LoadMaster.Ping;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Seconds;

/**
 * Turns a monitor into a service's own check of its real servers, which a LoadMaster has since LMOS
 * 7.2.52. Its interval must hold all pings of a check that gets no answer, and a second more.
 * Ranges: Kemp's articles about check parameters (docs.progress.com, Service Health Check
 * Parameters; support.kemptechnologies.com 360050000151).
 *
 * <p>Not thread-safe: one for each export.
 */
record Checks(Seconds seconds, Findings findings) {
  private static final int LONGEST_INTERVAL = 120;
  private static final int SHORTEST_TIMEOUT = 4;
  private static final int LONGEST_TIMEOUT = 60;
  private static final int FEWEST_RETRIES = 2;
  private static final int MOST_RETRIES = 15;

  Ping of(Monitor monitor) {
    String path = Paths.of("monitors", monitor.name());
    int timeout = timeout(path + ".timeout", monitor);
    int retries = retries(path + ".fall", monitor.fall());
    if (monitor.rise() > 1) {
      findings.lossy(
          Pages.CHECKS,
          path + ".rise",
          PRODUCT
              + " cannot wait for several answered pings: rise "
              + monitor.rise()
              + " is left out.");
    }
    return new Ping(interval(path + ".interval", monitor, retries * timeout + 1), timeout, retries);
  }

  private int timeout(String path, Monitor monitor) {
    int wanted = seconds.rounded(path, monitor.timeout());
    int timeout = Math.max(SHORTEST_TIMEOUT, Math.min(wanted, LONGEST_TIMEOUT));
    if (timeout != wanted) {
      findings.changed(
          Pages.CHECKS,
          path,
          PRODUCT
              + " allows "
              + SHORTEST_TIMEOUT
              + " to "
              + LONGEST_TIMEOUT
              + " s: "
              + wanted
              + " s became "
              + timeout
              + " s.");
    }
    return timeout;
  }

  private int retries(String path, int fall) {
    int retries = Math.max(FEWEST_RETRIES, Math.min(fall, MOST_RETRIES));
    if (retries != fall) {
      findings.changed(
          Pages.CHECKS,
          path,
          PRODUCT
              + " allows "
              + FEWEST_RETRIES
              + " to "
              + MOST_RETRIES
              + " pings: "
              + fall
              + " became "
              + retries
              + ".");
    }
    return retries;
  }

  private int interval(String path, Monitor monitor, int shortest) {
    int wanted = seconds.rounded(path, monitor.interval());
    int longest = Math.max(shortest, LONGEST_INTERVAL);
    int interval = Math.max(shortest, Math.min(wanted, longest));
    if (interval != wanted) {
      findings.changed(
          Pages.CHECKS,
          path,
          PRODUCT
              + " allows "
              + shortest
              + " (all pings of a check that gets no answer, and a second) to "
              + longest
              + " s: "
              + wanted
              + " s became "
              + interval
              + " s.");
    }
    return interval;
  }
}
