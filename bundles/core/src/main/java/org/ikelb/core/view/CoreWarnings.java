package org.ikelb.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.SideCounters;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * The warnings of core itself: what it finds odd in what runs.
 *
 * <p>Thread-safe.
 */
final class CoreWarnings {
  private final Listener listener;
  private final PluginWarnings pluginWarnings;
  private final Time time;

  CoreWarnings(Listener listener, InstalledPlugins plugins, FailingExporters exporters, Time time) {
    this.listener = listener;
    this.pluginWarnings = new PluginWarnings(plugins, exporters);
    this.time = time;
  }

  List<Warning> of(Running running) {
    List<Warning> warnings = new ArrayList<>();
    running
        .applied()
        .warnings()
        .forEach(text -> warnings.add(new Warning("listen", "addresses", text)));
    for (RunningGateway gateway : running.gateways()) {
      gateway(gateway, warnings);
    }
    for (Pool pool : running.topology().pools().values()) {
      String degraded = PoolViews.degraded(pool, running);
      if (!degraded.isEmpty()) {
        warnings.add(new Warning("pool-degraded", pool.name(), degraded));
      }
    }
    warnings.addAll(pluginWarnings.of(running));
    warnings.addAll(running.parts().attempts().warnings(time.nanos()));
    warnings.addAll(running.parts().survival().warnings());
    ikev1Clients(running, warnings);
    overflows(running, warnings);
    limits(running, warnings);
    return warnings;
  }

  private static void gateway(RunningGateway gateway, List<Warning> warnings) {
    if (gateway.isRemoved()) {
      return;
    }
    String id = gateway.settings().id().toString();
    String failing = failing(gateway);
    if (gateway.live().state().health() == Health.DOWN) {
      warnings.add(new Warning("gateway-down", id, "It is down: " + failing));
    } else if (!failing.isEmpty()) {
      warnings.add(
          new Warning("probe-failing", id, "A monitor fails, the others decide: " + failing));
    }
    gateway
        .caveats()
        .forEach(
            (monitor, caveat) ->
                warnings.add(new Warning(caveat.code(), id, monitor + ": " + caveat.text())));
  }

  private static String failing(RunningGateway gateway) {
    return gateway.probes().stream()
        .filter(probe -> probe.health() == Health.DOWN)
        .map(probe -> probe.monitor() + ": " + probe.detail())
        .collect(Collectors.joining("; "));
  }

  private void ikev1Clients(Running running, List<Warning> warnings) {
    for (String name : running.topology().virtualServers().keySet()) {
      running
          .server(name)
          .ikev1()
          .describe(time.nanos())
          .ifPresent(text -> warnings.add(new Warning("ikev1-clients", name, text)));
    }
  }

  private void overflows(Running running, List<Warning> warnings) {
    long aMinuteAgo = time.nanos() - TimeUnit.MINUTES.toNanos(1);
    for (String name : running.topology().virtualServers().keySet()) {
      UpstreamServer server = running.server(name);
      overflow(server, "clients", ServerCounters::client, aMinuteAgo, warnings);
      overflow(server, "gateways", ServerCounters::gateway, aMinuteAgo, warnings);
    }
  }

  private static void overflow(
      UpstreamServer server,
      String side,
      Function<ServerCounters, SideCounters> counters,
      long sinceNanos,
      List<Warning> warnings) {
    if (server.counters().stream()
        .map(counters)
        .anyMatch(counted -> counted.hasOverflowedSince(sinceNanos))) {
      warnings.add(
          new Warning(
              "socket-overflow",
              server.name(),
              "Within the last minute the kernel lost datagrams from "
                  + side
                  + ", because ikelb did not read them fast enough; see Tuning in"
                  + " docs/performance.md, and: ikelb top"));
    }
  }

  private void limits(Running running, List<Warning> warnings) {
    Limits limits = running.topology().limits();
    int upstreams = listener.maxUpstreams();
    if (!running.topology().pools().isEmpty() && limits.sessions() > upstreams) {
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
    int sessions = running.parts().sessions().size();
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
