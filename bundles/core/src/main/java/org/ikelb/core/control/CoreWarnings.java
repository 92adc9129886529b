package org.ikelb.core.control;

import org.ikelb.core.plugin.PluginPlaces;

import org.ikelb.core.plugin.Plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.Warning;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.SideCounters;

/** What core itself finds odd. */
final class CoreWarnings {
  private CoreWarnings() {}

  static List<Warning> of(ControlPlane plane) {
    List<Warning> warnings = new ArrayList<>();
    plane
        .applied()
        .warnings()
        .forEach(text -> warnings.add(new Warning("listen", "addresses", text)));
    for (LiveGateway gateway : plane.gateways().all()) {
      gateway(plane, gateway, warnings);
    }
    for (Pool pool : plane.topology().pools().values()) {
      String degraded = degraded(plane, pool);
      if (!degraded.isEmpty()) {
        warnings.add(new Warning("pool-degraded", pool.name(), degraded));
      }
    }
    for (PluginPlaces.Place place : plane.objects().missing()) {
      warnings.add(new Warning("plugin-missing", place.name(), missing(plane, place)));
    }
    setAside("exporter", plane.exporters().setAside(), warnings);
    setAside(PluginViews.OBSERVER, plane.observers().setAside(), warnings);
    warnings.addAll(plane.stateKeeper().warnings());
    warnings.addAll(plane.lost().warnings(plane.time().now()));
    plane.plugins().rivals().forEach(rivals -> warnings.add(rivals(rivals)));
    overflows(plane, warnings);
    limits(plane, warnings);
    return warnings;
  }

  private static void gateway(ControlPlane plane, LiveGateway gateway, List<Warning> warnings) {
    String id = gateway.id().toString();
    if (gateway.state().removed()) {
      return;
    }
    if (gateway.state().health() == Health.DOWN) {
      warnings.add(new Warning("gateway-down", id, "It is down: " + failing(plane, gateway)));
      return;
    }
    String failing = failing(plane, gateway);
    if (!failing.isEmpty()) {
      warnings.add(
          new Warning("probe-failing", id, "A monitor fails, the others decide: " + failing));
    }
  }

  private static String failing(ControlPlane plane, LiveGateway gateway) {
    List<String> failing = new ArrayList<>();
    for (GatewayView.Probe probe : plane.probes(gateway)) {
      if (probe.health() == Health.DOWN) {
        failing.add(probe.monitor() + ": " + probe.detail());
      }
    }
    return String.join("; ", failing);
  }

  private static Warning rivals(Plugins.Rivals rivals) {
    Plugins.Offer used = rivals.used();
    Plugins.Offer other = rivals.passedOver();
    return new Warning(
        "plugin-twice",
        used.name(),
        "Two bundles offer the %s \"%s\": that of %s is used (service ranking %d), that of %s is not (%d)."
            .formatted(
                used.kind().label,
                used.name(),
                PluginViews.bundleOf(used),
                used.ranking().ranking(),
                PluginViews.bundleOf(other),
                other.ranking().ranking()));
  }

  /** Those that no place of the topology names. */
  private static void setAside(String label, List<String> names, List<Warning> warnings) {
    names.forEach(
        name ->
            warnings.add(new Warning("plugin-missing", label + " " + name, setAside(label, name))));
  }

  private static String setAside(String label, String name) {
    return "The "
        + label
        + " \""
        + name
        + "\" failed 10 times within 60 s and was set aside; update its bundle, or try it again"
        + " with: ikelb config apply";
  }

  private static String missing(ControlPlane plane, PluginPlaces.Place place) {
    if (plane.objects().isSetAside(place.name())) {
      return setAside(place.kind().label, place.use().type());
    }
    boolean offered = plane.plugins().find(place.kind(), place.use().type()).isPresent();
    return offered
        ? "The "
            + place.kind().label
            + " \""
            + place.use().type()
            + "\" failed to start; see the log."
        : "No bundle offers the "
            + place.kind().label
            + " \""
            + place.use().type()
            + "\"; put its jar into deploy/.";
  }

  /** Why a pool cannot open sessions at all; empty if it can. */
  static String degraded(ControlPlane plane, Pool pool) {
    for (PluginPlaces.Place place : plane.objects().missing()) {
      if (concerns(plane, place, pool)) {
        return "It opens no sessions: " + place.name() + " needs \"" + place.use().type() + "\".";
      }
    }
    return plane.gateways().of(pool).stream().noneMatch(LiveGateway::takesSessions)
        ? "It opens no sessions: none of its gateways takes any."
        : "";
  }

  private static boolean concerns(ControlPlane plane, PluginPlaces.Place place, Pool pool) {
    return switch (place.kind()) {
      case METHOD, GUARD -> place.name().startsWith("pool " + pool.name() + " ");
      case STRATEGY ->
          plane.topology().persistencyGroups().values().stream()
              .filter(group -> PluginPlaces.of(group).equals(place.name()))
              .map(PersistencyGroup::virtualServers)
              .flatMap(List::stream)
              .anyMatch(name -> serves(plane, name, pool));
      case MONITOR, EXPORTER -> false;
    };
  }

  private static boolean serves(ControlPlane plane, String virtualServer, Pool pool) {
    var server = plane.topology().virtualServers().get(virtualServer);
    return server != null && server.pool().equals(pool.name());
  }

  private static void overflows(ControlPlane plane, List<Warning> warnings) {
    long aMinuteAgo = plane.time().nanos() - TimeUnit.MINUTES.toNanos(1);
    for (String server : plane.topology().virtualServers().keySet()) {
      overflow(plane, server, "clients", ServerCounters::client, aMinuteAgo, warnings);
      overflow(plane, server, "gateways", ServerCounters::gateway, aMinuteAgo, warnings);
    }
  }

  private static void overflow(
      ControlPlane plane,
      String server,
      String side,
      Function<ServerCounters, SideCounters> counters,
      long sinceNanos,
      List<Warning> warnings) {
    if (plane.counters(server).stream()
        .map(counters)
        .anyMatch(counted -> counted.hasOverflowedSince(sinceNanos))) {
      warnings.add(
          new Warning(
              "socket-overflow",
              server,
              "Within the last minute the kernel lost datagrams from "
                  + side
                  + ", because ikelb did not read them fast enough; see Tuning in"
                  + " docs/performance.md, and: ikelb top"));
    }
  }

  private static void limits(ControlPlane plane, List<Warning> warnings) {
    Limits limits = plane.topology().limits();
    int upstreams = plane.listener().maxUpstreams();
    if (!plane.topology().pools().isEmpty() && limits.sessions() > upstreams) {
      warnings.add(
          new Warning(
              "descriptor-limit",
              "limits.sessions",
              "The limit on open files allows "
                  + upstreams
                  + " upstreams, fewer than the "
                  + limits.sessions()
                  + " sessions configured; raise it (systemd: LimitNOFILE=)"
                  + " or lower limits.sessions."));
    }
    int sessions = plane.sessions().size();
    if (sessions * 10L >= Math.min(limits.sessions(), upstreams) * 9L) {
      warnings.add(
          new Warning(
              "sessions-near-limit",
              "limits.sessions",
              sessions
                  + " of "
                  + Math.min(limits.sessions(), upstreams)
                  + " sessions are in use."));
    }
  }
}
