package org.ikelb.core.control;

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
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.api.view.DurationCounts;
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
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.SideCounters;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Shows what the control plane runs.
 *
 * <p>Thread-safe.
 */
@Component(service = Views.class)
public final class LiveViews implements Views {
  private final ControlPlane plane;
  private final String version;
  private final long startedNanos;
  private final List<WarningSource> sources = new CopyOnWriteArrayList<>();

  @Activate
  public LiveViews(@Reference ControlPlane plane, BundleContext context) {
    this.plane = plane;
    this.version =
        Objects.requireNonNullElse(
            context.getProperty("ikelb.version"), context.getBundle().getVersion().toString());
    this.startedNanos = plane.time().nanos();
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
    Overview overview = look();
    // An apply in between would mix two revisions; the next one is far away then.
    return overview.status().revision() == plane.snapshot().revision() ? overview : look();
  }

  private Overview look() {
    long revision = plane.snapshot().revision();
    List<VirtualServerView> servers = virtualServers();
    List<GatewayView> gateways = gateways();
    List<Warning> warnings = warnings();
    StatusView status = status(revision, servers, gateways, warnings.size());
    return new Overview(status, servers, pools(), gateways, warnings);
  }

  private StatusView status(
      long revision, List<VirtualServerView> servers, List<GatewayView> gateways, int warnings) {
    return new StatusView(
        version,
        Duration.ofNanos(plane.time().nanos() - startedNanos),
        revision,
        plane.applied().at(),
        plane.applied().author(),
        plane.listener().transport(),
        plane.listener().loops(),
        servers.size(),
        gateways.size(),
        (int) gateways.stream().filter(GatewayView::takesSessions).count(),
        gateways.stream().mapToInt(GatewayView::halfOpenSessions).sum(),
        gateways.stream().mapToInt(GatewayView::establishedSessions).sum(),
        Math.min(plane.topology().limits().sessions(), plane.listener().maxUpstreams()),
        sum(servers, VirtualServerView::fromClients),
        sum(servers, VirtualServerView::fromGateways),
        warnings);
  }

  @Override
  public List<String> dropReasons() {
    return Stream.of(DropReason.values()).map(DropReason::key).toList();
  }

  private static Traffic sum(
      List<VirtualServerView> servers, Function<VirtualServerView, Traffic> side) {
    return servers.stream().map(side).reduce(Traffic.NONE, Traffic::plus);
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(CoreWarnings.of(plane));
    sources.forEach(source -> warnings.addAll(source.warnings()));
    warnings.sort(Comparator.comparing(Warning::code).thenComparing(Warning::subject));
    return warnings;
  }

  @Override
  public List<VirtualServerView> virtualServers() {
    return plane.topology().virtualServers().values().stream().map(this::view).toList();
  }

  private VirtualServerView view(VirtualServer server) {
    List<ServerCounters> counters = plane.counters(server.name());
    return new VirtualServerView(
        server.name(),
        server.addresses().stream()
            .map(address -> SessionViews.show(address, server.port()))
            .toList(),
        server.protocol().key(),
        server.pool(),
        groupOf(server.name()),
        plane.sessions().upstreamsOf(server.name()),
        read(counters, ServerCounters::client),
        read(counters, ServerCounters::gateway));
  }

  private String groupOf(String virtualServer) {
    return plane.topology().persistencyGroups().values().stream()
        .filter(group -> group.virtualServers().contains(virtualServer))
        .map(PersistencyGroup::name)
        .findFirst()
        .orElse("");
  }

  private static Traffic read(
      List<ServerCounters> counters, Function<ServerCounters, SideCounters> side) {
    return counters.stream().map(side).map(SideCounters::read).reduce(Traffic.NONE, Traffic::plus);
  }

  @Override
  public List<PoolView> pools() {
    return plane.topology().pools().values().stream().map(this::view).toList();
  }

  private PoolView view(Pool pool) {
    List<LiveGateway> gateways = plane.gateways().of(pool);
    return new PoolView(
        pool.name(),
        pool.method().type(),
        pool.monitors(),
        pool.guards().stream().map(PluginUse::type).toList(),
        gateways.size(),
        (int) gateways.stream().filter(LiveGateway::takesSessions).count(),
        gateways.stream()
            .mapToInt(gateway -> gateway.halfOpen().get() + gateway.quiet().get())
            .sum(),
        gateways.stream().mapToInt(gateway -> gateway.established().get()).sum(),
        CoreWarnings.degraded(plane, pool));
  }

  @Override
  public List<GatewayView> gateways() {
    return plane.gateways().all().stream()
        .map(gateway -> GatewayViews.of(gateway, plane.probes(gateway)))
        .toList();
  }

  @Override
  public List<SessionCounts> sessionCounts() {
    return plane.gateways().sessionCounts();
  }

  @Override
  public List<DurationCounts> loopDelays() {
    return plane.loops().delays();
  }

  @Override
  public List<SessionView> sessions(SessionFilter filter) {
    return sessions(filter, Integer.MAX_VALUE).sessions();
  }

  @Override
  public FoundSessions sessions(SessionFilter filter, int limit) {
    return OldestSessions.of(plane.sessions(), filter, limit, plane.time().nanos());
  }

  @Override
  public void eachSession(SessionFilter filter, Consumer<SessionView> visitor) {
    long now = plane.time().nanos();
    for (Session session : plane.sessions().all()) {
      if (SessionViews.passes(session, filter)) {
        visitor.accept(SessionViews.of(session, now));
      }
    }
  }

  @Override
  public Optional<SessionView> session(String id) {
    return plane.sessions().byId(id).map(session -> SessionViews.of(session, plane.time().nanos()));
  }

  @Override
  public List<PluginView> plugins() {
    return PluginViews.of(plane);
  }
}
