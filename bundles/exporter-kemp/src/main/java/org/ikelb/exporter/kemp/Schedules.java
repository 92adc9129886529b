package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.exporter.kemp.LoadMaster.Schedule;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Served;

/**
 * Chooses the scheduling method.
 *
 * <p>Stateless and thread-safe.
 */
final class Schedules {
  private Schedules() {}

  static Schedule of(Served served, Findings findings) {
    String path = Paths.of("pools", served.pool().name(), "method");
    String method = served.pool().method().type();
    boolean equal =
        served.members().stream()
                .map(member -> member.gateway().weight())
                .filter(weight -> weight > 0)
                .distinct()
                .count()
            < 2;
    if (method.equals("least-sessions")) {
      findings.changed(
          path,
          "least-sessions became least connection: "
              + PRODUCT
              + " counts flows, on each port apart.");
      return equal ? Schedule.LEAST_CONNECTION : Schedule.WEIGHTED_LEAST_CONNECTION;
    }
    Schedule schedule = equal ? Schedule.ROUND_ROBIN : Schedule.WEIGHTED_ROUND_ROBIN;
    if (!method.equals("weighted-round-robin")) {
      findings.lossy(
          path,
          Paths.quoted(method)
              + " is unknown to "
              + PRODUCT
              + ": it uses "
              + (equal ? "round robin" : "weighted round robin")
              + ", so a client without a persistence entry may land on another gateway than"
              + " before.");
    }
    return schedule;
  }
}
