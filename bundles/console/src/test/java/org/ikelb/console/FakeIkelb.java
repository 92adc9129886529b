package org.ikelb.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ikelb.api.Caller;
import org.ikelb.api.Control;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Probes;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.Tracer;
import org.ikelb.api.Views;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionState;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;
import org.ikelb.console.audit.AuditLog;
import org.ikelb.console.doctor.FakeHost;
import org.ikelb.console.doctor.Host;
import org.ikelb.console.verb.Diagnoses;
import org.ikelb.console.verb.LogLevels;
import org.ikelb.console.verb.Services;
import org.ikelb.spi.ProbeTarget;

/** A running ikelb made of fixed views: one pool of three gateways, two sessions. */
public final class FakeIkelb implements Views, Control, Probes, Tracer, TopologyFile {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final GatewayId GW1 = new GatewayId("vpn", "gw1");
  public static final GatewayId GW2 = new GatewayId("vpn", "gw2");
  public static final GatewayId GW3 = new GatewayId("vpn", "gw3");

  /** Who asks, unless a test says otherwise. */
  public static final Caller ANNA = new Caller("anna", Role.ADMIN);

  /** What was changed, in order. */
  public final List<String> done = new ArrayList<>();

  public final Map<GatewayId, GatewayView> gateways = new LinkedHashMap<>();
  public final List<SessionView> sessions = new ArrayList<>();
  public final List<Warning> warnings = new ArrayList<>();
  public int sessionsCut;
  public Optional<String> notSaved = Optional.empty();
  public final AuditTrail audit = new AuditLog();

  public List<Change> changes =
      List.of(
          new Change(
              Change.Kind.CHANGED, "gateway vpn/gw1", "weight 1 -> 2", "1,204 sessions stay"),
          new Change(
              Change.Kind.REMOVED, "gateway vpn/gw3", "", "88 sessions stay until they end"));
  public List<Problem> problems = List.of();

  /** What a file's reading warns of. */
  public List<Problem> odd = List.of();

  public Optional<Refused> refusal = Optional.empty();
  public final FakeChanges safe = new FakeChanges(this);
  public Optional<Use> lastUse = Optional.empty();

  /** The launcher's service that sets log levels. */
  public Optional<BiFunction<String, String, String>> launcher = Optional.empty();

  public final FakeWaiting waiting = new FakeWaiting(NOW);
  public final LogLevels logLevels = new LogLevels(waiting::at);
  public Host host = new Host(Path.of("/nonexistent"), FakeHost.JAVA, List::of);
  public Diagnoses diagnoses =
      new Diagnoses(
          Optional.of(new SampleDiagnosis()),
          Optional.empty(),
          Optional.of(new FakeReachability()),
          Optional.of(new FakeLessons()));
  public List<GatewayView.Probe> probed = List.of();

  public FakeIkelb() {
    put(SampleViews.gateway(GW1, "10.0.0.11", AdministrativeState.READY, Health.UP, "", 1204, 3));
    put(
        SampleViews.gateway(
            GW2, "10.0.0.12", AdministrativeState.DRAIN, Health.UP, "drain", 17, 0));
    put(
        SampleViews.gateway(
            GW3, "10.0.0.13", AdministrativeState.READY, Health.DOWN, "down", 88, 0));
    sessions.add(
        SampleViews.session("s1", GW1, SessionState.ESTABLISHED, "198.51.100.7:4500", 0x1122L));
    sessions.add(
        SampleViews.session("s2", GW2, SessionState.HALF_OPEN, "[2001:db8::7]:500", 0x3344L));
  }

  public Services services() {
    return services(ANNA);
  }

  public Services services(Caller caller) {
    return new Services(
        caller,
        Optional.of(this),
        Optional.of(this),
        Optional.of(this),
        Optional.of(this),
        Optional.of(safe),
        Optional.of(this),
        launcher,
        List.of(),
        diagnoses,
        FakeExporter.offered(),
        logLevels,
        host,
        waiting,
        audit);
  }

  /** As where nothing runs: only the topology file can be read. */
  public Services servicesOfTool() {
    return new Services(
        ANNA,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(this),
        Optional.empty(),
        List.of(),
        diagnoses,
        FakeExporter.offered(),
        logLevels,
        host,
        waiting,
        audit);
  }

  @Override
  public StatusView status() {
    return new StatusView(
        "0.1.0",
        Duration.ofHours(76),
        done.contains("apply by anna") ? 43 : 42,
        NOW.minus(Duration.ofMinutes(125)),
        "console",
        "epoll",
        4,
        2,
        3,
        1,
        3,
        1309,
        100_000,
        SampleViews.traffic(),
        Traffic.NONE,
        warnings.size());
  }

  @Override
  public List<Warning> warnings() {
    return warnings;
  }

  @Override
  public List<VirtualServerView> virtualServers() {
    return List.of(
        new VirtualServerView(
            "ike",
            List.of("203.0.113.10:500", "[2001:db8::10]:500"),
            "ike",
            "vpn",
            "always-on-vpn",
            20,
            SampleViews.traffic(),
            Traffic.NONE));
  }

  @Override
  public List<PoolView> pools() {
    int taking = (int) gateways.values().stream().filter(GatewayView::takesSessions).count();
    return List.of(
        new PoolView("vpn", "maglev", List.of("ping", "ike"), List.of(), 3, taking, 3, 1309, ""));
  }

  @Override
  public List<GatewayView> gateways() {
    return List.copyOf(gateways.values());
  }

  @Override
  public List<SessionView> sessions(SessionFilter filter) {
    return sessions.stream().filter(session -> passes(filter, session)).toList();
  }

  @Override
  public Optional<SessionView> session(String id) {
    return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
  }

  @Override
  public List<PluginView> plugins() {
    return List.of(
        new PluginView(
            "maglev",
            "balancing method",
            "org.ikelb.core",
            "0.1.0",
            "pools.vpn.method",
            0,
            List.of(
                SampleViews.setting(
                    "tables",
                    true,
                    "object",
                    List.of(SampleViews.setting("size", false, "number", List.of())))),
            ""),
        new PluginView(
            "ike", "health monitor", "", "", "monitors.ike", 0, List.of(), "no bundle offers it"));
  }

  @Override
  public List<FailedAttempt> failedAttempts() {
    return SampleViews.failedAttempts();
  }

  @Override
  public List<AttemptCounts> attemptCounts() {
    return SampleViews.attemptCounts();
  }

  @Override
  public Topology topology() {
    return SampleTopology.get();
  }

  @Override
  public Preview preview(Topology topology) {
    return new Preview(changes, sessionsCut);
  }

  @Override
  public List<Change> apply(Topology topology, String author) throws Refused {
    refuse();
    done.add("apply by " + author);
    return changes;
  }

  @Override
  public GatewayChange drain(GatewayId id, DrainOrder order, String author) throws Refused {
    var unused = setState(id, AdministrativeState.DRAIN, author);
    put(with(gateways.get(id), Optional.of(drainOf(order)), Optional.empty()));
    return new GatewayChange(gateways.get(id), notSaved);
  }

  private static GatewayView.Drain drainOf(DrainOrder order) {
    return new GatewayView.Drain(NOW, order.maxWait().map(NOW::plus), order.then());
  }

  private static GatewayView with(
      GatewayView old, Optional<GatewayView.Drain> drain, Optional<GatewayView.Ejection> ejection) {
    return new GatewayView(
        old.id(),
        old.addresses(),
        old.administrative(),
        old.health(),
        old.since(),
        old.takesSessions() && ejection.isEmpty(),
        old.takesSessions() && ejection.isPresent() ? "ejected" : old.reason(),
        drain,
        old.weight(),
        old.maxSessions(),
        old.halfOpenSessions(),
        old.quietSessions(),
        old.establishedSessions(),
        old.suspectSessions(),
        old.logins(),
        ejection,
        old.probes());
  }

  /** The gateway's address changed: what is left of it has one session, {@code s3}. */
  public GatewayId left(GatewayId id, String address) {
    GatewayId left = new GatewayId(id.pool(), id.gateway() + "@" + address);
    put(SampleViews.gateway(left, address, AdministrativeState.READY, Health.UP, "removed", 1, 0));
    sessions.add(
        SampleViews.session("s3", left, SessionState.ESTABLISHED, "198.51.100.8:4500", 0x5566L));
    return left;
  }

  /** It turned clients away that another took. */
  public void eject(GatewayId id) {
    GatewayView old = gateways.get(id);
    Instant until = NOW.plus(Duration.ofSeconds(30));
    String evidence = id.gateway() + " refused 4 clients that gw2 then took";
    put(with(old, old.drain(), Optional.of(new GatewayView.Ejection(until, evidence))));
  }

  /** So many sessions are left. */
  public void sessionsLeft(GatewayId id, int established) {
    GatewayView old = gateways.get(id);
    GatewayView fewer =
        SampleViews.gateway(
            id,
            old.addresses().get(0),
            old.administrative(),
            old.health(),
            old.reason(),
            established,
            0);
    put(with(fewer, old.drain(), old.ejection()));
  }

  @Override
  public List<GatewayView.Probe> probeNow(GatewayId id) throws Refused {
    refuse();
    done.add("probe " + id);
    return probed;
  }

  @Override
  public List<ProbeTarget> targets(GatewayId id) {
    return List.of(
        new ProbeTarget(
            id.toString(), InetAddress.getLoopbackAddress(), List.of(), Optional.empty()));
  }

  @Override
  public Trace trace(InetSocketAddress client, String server, ByteBuffer datagram) throws Refused {
    refuse();
    String kind = "kind: " + datagram.remaining() + " bytes";
    return new Trace("forwarded", "vpn/gw1", List.of(kind, "placed: maglev"));
  }

  @Override
  public GatewayView setWeight(GatewayId id, int weight, String author) throws Refused {
    refuse();
    done.add("weight " + weight + " " + id + by(author));
    return gateways.get(id);
  }

  @Override
  public GatewayChange setState(GatewayId id, AdministrativeState state, String author)
      throws Refused {
    refuse();
    done.add(state + " " + id + by(author));
    GatewayView old = gateways.get(id);
    String reason = state == AdministrativeState.READY ? "" : "drain";
    put(
        SampleViews.gateway(
            id,
            old.addresses().get(0),
            state,
            old.health(),
            reason,
            old.establishedSessions(),
            old.halfOpenSessions()));
    return new GatewayChange(gateways.get(id), notSaved);
  }

  @Override
  public int close(SessionFilter filter, String author) {
    List<SessionView> closed = sessions(filter);
    closed.forEach(session -> done.add("close " + session.id() + by(author)));
    sessions.removeAll(closed);
    return closed.size();
  }

  @Override
  public Path location() {
    return Path.of("conf/ikelb.json");
  }

  @Override
  public Reading read(Path file, Use use) throws NoSuchFileException {
    if (!file.equals(location()) && !Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    lastUse = Optional.of(use);
    return new Reading(
        "{}",
        problems.isEmpty() ? Optional.of(SampleTopology.get()) : Optional.empty(),
        problems,
        odd);
  }

  @Override
  public Reading check(String name, String text, Use use) {
    lastUse = Optional.of(use);
    return new Reading(
        text,
        problems.isEmpty() ? Optional.of(SampleTopology.get()) : Optional.empty(),
        problems,
        odd);
  }

  void refuse() throws Refused {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private void put(GatewayView gateway) {
    gateways.put(gateway.id(), gateway);
  }

  private static boolean passes(SessionFilter filter, SessionView session) {
    String client = session.client().replaceAll("^\\[|\\]?:\\d+$", "");
    String spi = session.spiPairs().get(0).substring(0, 16);
    return filter.id().map(session.id()::equals).orElse(true)
        && filter.pool().map(session.gateway().pool()::equals).orElse(true)
        && filter.gateway().map(name -> isMeantBy(name, session.gateway())).orElse(true)
        && filter
            .client()
            .map(network -> network.contains(SampleTopology.address(client)))
            .orElse(true)
        && filter.spi().map(wanted -> String.format("%016x", wanted).equals(spi)).orElse(true)
        && filter.state().map(session.state()::equals).orElse(true);
  }

  /** By its name, or that of the gateway it is left of. */
  private static boolean isMeantBy(String name, GatewayId gateway) {
    return gateway.gateway().equals(name) || gateway.gateway().startsWith(name + "@");
  }

  private static String by(String author) {
    return author.equals(ANNA.name()) ? "" : " by " + author;
  }
}
