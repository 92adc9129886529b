package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.api.topology.Pool;
import org.ikelb.exporter.kemp.LoadMaster.Schedule;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.MethodFindings;

/**
 * Chooses the scheduling method.
 *
 * <p>Stateless and thread-safe.
 */
final class Schedules {
  private Schedules() {}

  /**
   * The nearest one.
   *
   * @param equal whether all weights are
   */
  static Schedule of(Pool pool, boolean equal, Findings findings) {
    Schedule schedule =
        pool.method().type().equals("least-sessions")
            ? equal ? Schedule.LEAST_CONNECTION : Schedule.WEIGHTED_LEAST_CONNECTION
            : equal ? Schedule.ROUND_ROBIN : Schedule.WEIGHTED_ROUND_ROBIN;
    new MethodFindings(PRODUCT, findings).note(pool, schedule.title());
    return schedule;
  }
}
