package org.ikelb.console.web.pages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.Views;
import org.ikelb.api.audit.AuditEntry;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;

/**
 * What the dashboard shows, all of one moment; attempts are counted a moment later.
 *
 * <p>Immutable.
 *
 * @param topology the number of what runs; 0: not known
 */
record Dashboard(
    Instant at,
    long topology,
    StatusView status,
    List<Warning> warnings,
    List<VirtualServerView> virtualServers,
    List<PoolView> pools,
    List<GatewayView> gateways,
    List<Attempts> attempts,
    Lately lately,
    List<EventHistory.Entry> events,
    List<AuditEntry> audit) {
  private static final int AUDIT_SHOWN = 20;

  /**
   * What attempts to log in came to.
   *
   * @param gateway empty: those that came to none
   * @param counts by the key of the outcome
   */
  record Attempts(String pool, String gateway, Map<String, Long> counts) {
    private static Attempts of(AttemptCounts counted) {
      Map<String, Long> counts = new LinkedHashMap<>();
      counted.counts().forEach((outcome, count) -> counts.put(outcome.key(), count));
      return new Attempts(counted.pool(), counted.gateway(), counts);
    }
  }

  static Dashboard of(
      Views views,
      long topology,
      Lately lately,
      List<EventHistory.Entry> events,
      List<AuditEntry> audit,
      Instant now) {
    Overview overview = views.overview();
    return new Dashboard(
        now,
        topology,
        overview.status(),
        overview.warnings(),
        overview.virtualServers(),
        overview.pools(),
        overview.gateways(),
        views.attemptCounts().stream().map(Attempts::of).toList(),
        lately,
        events,
        audit.stream().limit(AUDIT_SHOWN).toList());
  }
}
