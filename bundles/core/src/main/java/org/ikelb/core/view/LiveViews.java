package org.ikelb.core.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ikelb.api.Views;
import org.ikelb.api.WarningSource;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.DropReason;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The service that shows what runs; each answer is rendered from one {@link Running}.
 *
 * <p>Thread-safe.
 */
@Component(service = Views.class)
public final class LiveViews implements Views {
  private final WhatRuns core;
  private final Listener listener;
  private final CoreWarnings coreWarnings;
  private final PluginViews pluginViews;
  private final Time time = Time.system();
  private final String version;
  private final long startedNanos = time.nanos();
  private final List<WarningSource> sources = new CopyOnWriteArrayList<>();

  @Activate
  public LiveViews(
      @Reference WhatRuns core,
      @Reference Listener listener,
      @Reference InstalledPlugins plugins,
      @Reference FailingExporters exporters,
      BundleContext context) {
    this(
        core,
        listener,
        plugins,
        exporters,
        Objects.requireNonNullElse(
            context.getProperty("ikelb.version"), context.getBundle().getVersion().toString()));
  }

  /** The same without a framework. */
  public LiveViews(
      WhatRuns core,
      Listener listener,
      InstalledPlugins plugins,
      FailingExporters exporters,
      String version) {
    this.core = core;
    this.listener = listener;
    this.coreWarnings = new CoreWarnings(listener, plugins, exporters, time);
    this.pluginViews = new PluginViews(plugins, exporters);
    this.version = version;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addWarnings(WarningSource source) {
    sources.add(source);
  }

  void removeWarnings(WarningSource source) {
    sources.remove(source);
  }

  @Override
  public StatusView status() {
    return overview().status();
  }

  @Override
  public Overview overview() {
    Running running = core.running();
    List<VirtualServerView> servers = ServerViews.of(running);
    List<GatewayView> gateways = GatewayViews.of(running, time.nanos());
    List<Warning> warnings = warnings(running);
    StatusView status = status(running, servers, gateways, warnings.size());
    return new Overview(status, servers, PoolViews.of(running), gateways, warnings);
  }

  private StatusView status(
      Running running, List<VirtualServerView> servers, List<GatewayView> gateways, int warnings) {
    return new StatusView(
        version,
        Duration.ofNanos(time.nanos() - startedNanos),
        running.snapshot().revision(),
        running.applied().at(),
        running.applied().author(),
        listener.transport(),
        listener.loops(),
        servers.size(),
        gateways.size(),
        (int) gateways.stream().filter(GatewayView::takesSessions).count(),
        gateways.stream().mapToInt(GatewayView::halfOpenSessions).sum(),
        gateways.stream().mapToInt(GatewayView::establishedSessions).sum(),
        Math.min(running.topology().limits().sessions(), listener.maxUpstreams()),
        sum(servers, VirtualServerView::fromClients),
        sum(servers, VirtualServerView::fromGateways),
        warnings);
  }

  private static Traffic sum(
      List<VirtualServerView> servers, Function<VirtualServerView, Traffic> side) {
    return servers.stream().map(side).reduce(Traffic.NONE, Traffic::plus);
  }

  @Override
  public List<String> dropReasons() {
    return Stream.of(DropReason.values()).map(DropReason::key).toList();
  }

  @Override
  public List<Warning> warnings() {
    return warnings(core.running());
  }

  private List<Warning> warnings(Running running) {
    List<Warning> warnings = new ArrayList<>(coreWarnings.of(running));
    sources.forEach(source -> warnings.addAll(source.warnings()));
    warnings.sort(Comparator.comparing(Warning::code).thenComparing(Warning::subject));
    return warnings;
  }

  @Override
  public List<VirtualServerView> virtualServers() {
    return ServerViews.of(core.running());
  }

  @Override
  public List<PoolView> pools() {
    return PoolViews.of(core.running());
  }

  @Override
  public List<GatewayView> gateways() {
    return GatewayViews.of(core.running(), time.nanos());
  }

  @Override
  public List<PluginView> plugins() {
    return pluginViews.of(core.running());
  }

  @Override
  public List<SessionCounts> sessionCounts() {
    return parts().gateways().sessionCounts();
  }

  @Override
  public List<AttemptCounts> attemptCounts() {
    List<AttemptCounts> counts = new ArrayList<>(parts().gateways().attemptCounts());
    counts.addAll(parts().attempts().notAdmitted());
    return counts;
  }

  @Override
  public List<FailedAttempt> failedAttempts() {
    return parts().attempts().failed();
  }

  @Override
  public List<DurationCounts> loopDelays() {
    return parts().loops().delays();
  }

  @Override
  public List<SessionView> sessions(SessionFilter filter) {
    return sessions(filter, Integer.MAX_VALUE).sessions();
  }

  @Override
  public FoundSessions sessions(SessionFilter filter, int limit) {
    return SessionSearch.oldest(parts().sessions(), filter, limit, time.nanos());
  }

  @Override
  public void eachSession(SessionFilter filter, Consumer<SessionView> visitor) {
    long now = time.nanos();
    SessionSearch.all(parts().sessions(), filter)
        .forEachOrdered(session -> visitor.accept(SessionViews.of(session, now)));
  }

  @Override
  public Optional<SessionView> session(String id) {
    return parts().sessions().byId(id).map(session -> SessionViews.of(session, time.nanos()));
  }

  private CoreParts parts() {
    return core.running().parts();
  }
}
