package org.ikelb.metrics;

import java.util.List;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.api.view.SessionCounts;

/** What became of sessions and of attempts to log in, and how long it took. Pure functions. */
final class SessionSamples {
  private SessionSamples() {}

  static void addTo(Exposition exposition, SessionCounts counts) {
    String pool = counts.gateway().pool();
    String gateway = counts.gateway().gateway();
    exposition
        .add(IkelbMetric.SESSIONS_OPENED, counts.opened(), pool, gateway)
        .add(IkelbMetric.SESSIONS_ESTABLISHED, counts.established(), pool, gateway)
        .add(IkelbMetric.SESSIONS_MOVED, counts.moved(), pool, gateway)
        .add(IkelbMetric.LOGIN_DURATION, counts.logins(), pool, gateway)
        .add(IkelbMetric.SESSION_DURATION, counts.lives(), pool, gateway);
    counts
        .ended()
        .forEach(
            (reason, count) ->
                exposition.add(IkelbMetric.SESSIONS_ENDED, count, pool, gateway, reason));
  }

  /** Outcomes that never were are there as zero, so that the first one is an increase. */
  static void addTo(Exposition exposition, AttemptCounts attempts) {
    attempts
        .counts()
        .forEach(
            (outcome, count) ->
                exposition.add(
                    IkelbMetric.ATTEMPTS,
                    count,
                    attempts.pool(),
                    attempts.gateway(),
                    outcome.key()));
  }

  static void loops(Exposition exposition, List<DurationCounts> delays) {
    for (int loop = 0; loop < delays.size(); loop++) {
      exposition.add(IkelbMetric.LOOP_DELAY, delays.get(loop), Integer.toString(loop));
    }
  }
}
