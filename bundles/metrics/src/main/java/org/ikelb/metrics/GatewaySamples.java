package org.ikelb.metrics;

import java.util.List;
import java.util.Locale;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;

/** The gateways, a series for each state. Pure functions. */
final class GatewaySamples {
  private GatewaySamples() {}

  /** Adds all; of a removed gateway nothing counts any more but its sessions. */
  static void addTo(Exposition exposition, List<GatewayView> gateways) {
    gateways.forEach(gateway -> sessions(exposition, gateway));
    gateways.stream()
        .filter(gateway -> !gateway.reason().equals("removed"))
        .forEach(gateway -> one(exposition, gateway));
  }

  private static void sessions(Exposition exposition, GatewayView gateway) {
    String pool = gateway.id().pool();
    String name = gateway.id().gateway();
    exposition
        .add(
            IkelbMetric.SESSIONS,
            gateway.halfOpenSessions() - gateway.quietSessions(),
            pool,
            name,
            "half-open")
        .add(IkelbMetric.SESSIONS, gateway.quietSessions(), pool, name, "quiet")
        .add(IkelbMetric.SESSIONS, gateway.establishedSessions(), pool, name, "established")
        .add(IkelbMetric.SESSIONS, gateway.suspectSessions(), pool, name, "suspect");
  }

  private static void one(Exposition exposition, GatewayView gateway) {
    String pool = gateway.id().pool();
    String name = gateway.id().gateway();
    exposition
        .add(IkelbMetric.GATEWAY_TAKES_SESSIONS, flag(gateway.takesSessions()), pool, name)
        .add(IkelbMetric.GATEWAY_EJECTED, flag(gateway.ejection().isPresent()), pool, name)
        .add(IkelbMetric.GATEWAY_WEIGHT, gateway.weight(), pool, name);
    gateway
        .maxSessions()
        .ifPresent(limit -> exposition.add(IkelbMetric.GATEWAY_SESSIONS_LIMIT, limit, pool, name));
    for (AdministrativeState state : AdministrativeState.values()) {
      double is = flag(gateway.administrative() == state);
      exposition.add(IkelbMetric.GATEWAY_ADMINISTRATIVE_STATE, is, pool, name, word(state));
    }
    for (Health health : Health.values()) {
      double is = flag(gateway.health() == health);
      exposition.add(IkelbMetric.GATEWAY_HEALTH, is, pool, name, word(health));
    }
    for (GatewayView.Probe probe : gateway.probes()) {
      if (probe.at().isPresent()) {
        double up = flag(probe.lastProbe() == Health.UP);
        double seconds = probe.latency().toNanos() / 1e9;
        exposition
            .add(IkelbMetric.PROBE_UP, up, pool, name, probe.monitor())
            .add(IkelbMetric.PROBE_DURATION, seconds, pool, name, probe.monitor());
      }
    }
  }

  static double flag(boolean is) {
    return is ? 1 : 0;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
