package org.ikelb.console.web.pages;

import java.time.Instant;
import java.util.List;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;

/** What the dashboard shows, all of one moment. */
record Dashboard(
    Instant at,
    StatusView status,
    List<Warning> warnings,
    List<VirtualServerView> virtualServers,
    List<PoolView> pools,
    List<GatewayView> gateways,
    Lately lately,
    List<EventHistory.Entry> events) {

  static Dashboard of(
      Overview overview, Lately lately, List<EventHistory.Entry> events, Instant now) {
    return new Dashboard(
        now,
        overview.status(),
        overview.warnings(),
        overview.virtualServers(),
        overview.pools(),
        overview.gateways(),
        lately,
        events);
  }
}
