package org.ikelb.metrics;

import java.util.Optional;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.Views;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Warning;

/**
 * What Prometheus is told: all from one {@link Overview}, so it says what console and pages say.
 *
 * @param views absent while core does not run: then there is the process alone
 * @param changes absent likewise
 */
record Scrape(Optional<Views> views, Optional<SafeChanges> changes) {

  String text() {
    Exposition exposition = new Exposition();
    views.ifPresent(from -> all(exposition, from));
    changes.ifPresent(
        from ->
            exposition.add(
                IkelbMetric.TOPOLOGY_UNCONFIRMED,
                GatewaySamples.flag(from.unconfirmed().isPresent())));
    ProcessSamples.addTo(exposition);
    return exposition.text();
  }

  private static void all(Exposition exposition, Views views) {
    Overview overview = views.overview();
    status(exposition, overview.status());
    TrafficSamples traffic = new TrafficSamples(views.dropReasons());
    overview.virtualServers().forEach(server -> traffic.addTo(exposition, server));
    GatewaySamples.addTo(exposition, overview.gateways());
    overview
        .pools()
        .forEach(
            pool ->
                exposition.add(
                    IkelbMetric.POOL_DEGRADED,
                    GatewaySamples.flag(!pool.degraded().isEmpty()),
                    pool.name()));
    views.sessionCounts().forEach(counts -> SessionSamples.addTo(exposition, counts));
    views.attemptCounts().forEach(counts -> SessionSamples.addTo(exposition, counts));
    SessionSamples.loops(exposition, views.loopDelays());
    for (Warning warning : overview.warnings()) {
      exposition.add(IkelbMetric.WARNINGS, 1, warning.code());
    }
    for (PluginView plugin : views.plugins()) {
      exposition.add(
          IkelbMetric.PLUGIN_FAILURES, plugin.failures(), plugin.extensionPoint(), plugin.name());
    }
  }

  private static void status(Exposition exposition, StatusView status) {
    String java = System.getProperty("java.version", "");
    exposition
        .add(IkelbMetric.BUILD_INFO, 1, status.version(), java, status.transport())
        .add(IkelbMetric.UPTIME, status.uptime().toMillis() / 1e3)
        .add(IkelbMetric.LOOPS, status.loops())
        .add(IkelbMetric.SESSIONS_LIMIT, status.sessionLimit())
        .add(IkelbMetric.TOPOLOGY_REVISION, status.revision())
        .add(IkelbMetric.TOPOLOGY_APPLIED, status.appliedAt().toEpochMilli() / 1e3);
  }
}
