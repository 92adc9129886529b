package org.ikelb.exporter.citrix;

import static org.ikelb.exporter.citrix.CitrixExporter.PRODUCT;

import java.time.Duration;
import org.ikelb.exporter.kit.Findings;

/**
 * The time-out of an lb group: whole minutes, 2 to 1440.
 *
 * <p>Stateless and thread-safe.
 */
final class PersistencyTimeout {
  private static final long SHORTEST = 2;
  private static final long LONGEST = 1440;

  private PersistencyTimeout() {}

  /** At least the duration; one that is too long refuses the export. */
  static int minutes(String path, Duration timeout, Findings findings) {
    long minutes = Math.max(SHORTEST, timeout.plusMinutes(1).minusNanos(1).toMinutes());
    if (minutes > LONGEST) {
      findings.refused(
          Pages.PERSISTENCE,
          path,
          PRODUCT
              + " allows at most "
              + LONGEST
              + " minutes, this is "
              + minutes
              + ". A shorter one would send clients to another gateway while ikelb would not. Set"
              + " it to at most 24h.");
    } else if (!Duration.ofMinutes(minutes).equals(timeout)) {
      findings.changed(
          Pages.PERSISTENCE,
          path,
          PRODUCT
              + " counts whole minutes, at least "
              + SHORTEST
              + ": "
              + timeout.toMillis()
              + " ms became "
              + minutes
              + " minutes.");
    }
    return (int) Math.min(minutes, LONGEST);
  }
}
