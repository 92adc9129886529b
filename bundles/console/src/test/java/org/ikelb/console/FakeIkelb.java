package org.ikelb.console;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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
import java.util.OptionalInt;
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
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionState;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.SettingView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;
import org.ikelb.console.doctor.FakeHost;
import org.ikelb.console.doctor.Host;
import org.ikelb.console.verb.LogLevels;
import org.ikelb.console.verb.Services;

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
  public List<Change> changes =
      List.of(
          new Change(
              Change.Kind.CHANGED, "gateway vpn/gw1", "weight 1 -> 2", "1,204 sessions stay"),
          new Change(
              Change.Kind.REMOVED, "gateway vpn/gw3", "", "88 sessions stay until they end"));
  public List<Problem> problems = List.of();
  public Optional<Refused> refusal = Optional.empty();
  public final FakeChanges safe = new FakeChanges(this);
  public Optional<Use> lastUse = Optional.empty();

  /** The launcher's service that sets log levels. */
  public Optional<BiFunction<String, String, String>> launcher = Optional.empty();

  public final FakeWaiting waiting = new FakeWaiting(NOW);
  public final LogLevels logLevels = new LogLevels(waiting::at);
  public Host host = new Host(Path.of("/nonexistent"), FakeHost.JAVA, List::of);
  public List<GatewayView.Probe> probed = List.of();

  public FakeIkelb() {
    put(gateway(GW1, "10.0.0.11", AdministrativeState.READY, Health.UP, "", 1204, 3));
    put(gateway(GW2, "10.0.0.12", AdministrativeState.DRAIN, Health.UP, "drain", 17, 0));
    put(gateway(GW3, "10.0.0.13", AdministrativeState.READY, Health.DOWN, "down", 88, 0));
    sessions.add(session("s1", GW1, SessionState.ESTABLISHED, "198.51.100.7:4500", 0x1122L));
    sessions.add(session("s2", GW2, SessionState.HALF_OPEN, "[2001:db8::7]:500", 0x3344L));
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
        FakeExporter.offered(),
        logLevels,
        host,
        waiting);
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
        FakeExporter.offered(),
        logLevels,
        host,
        waiting);
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
        traffic(),
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
            traffic(),
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
                setting(
                    "tables",
                    true,
                    "object",
                    List.of(setting("size", false, "number", List.of())))),
            ""),
        new PluginView(
            "ike", "health monitor", "", "", "monitors.ike", 0, List.of(), "no bundle offers it"));
  }

  private static SettingView setting(
      String key, boolean list, String type, List<SettingView> inner) {
    String values = list ? "list: " + type : type + ", at least 1";
    return new SettingView(
        key, values, type, list, List.of(), "1", "", false, list ? "" : "7", "What it is.", inner);
  }

  @Override
  public Topology topology() {
    return topologyOfTheFile();
  }

  @Override
  public List<Change> preview(Topology topology) {
    return changes;
  }

  @Override
  public List<Change> apply(Topology topology, String author) throws Refused {
    refuse();
    done.add("apply by " + author);
    return changes;
  }

  @Override
  public GatewayView drain(GatewayId id, DrainOrder order, String author) throws Refused {
    setState(id, AdministrativeState.DRAIN, author);
    put(with(gateways.get(id), Optional.of(drainOf(order))));
    return gateways.get(id);
  }

  private static GatewayView.Drain drainOf(DrainOrder order) {
    return new GatewayView.Drain(NOW, order.maxWait().map(NOW::plus), order.then());
  }

  private static GatewayView with(GatewayView old, Optional<GatewayView.Drain> drain) {
    return new GatewayView(
        old.id(),
        old.addresses(),
        old.administrative(),
        old.health(),
        old.since(),
        old.takesSessions(),
        old.reason(),
        drain,
        old.weight(),
        old.maxSessions(),
        old.halfOpenSessions(),
        old.establishedSessions(),
        old.probes());
  }

  /** So many sessions are left. */
  public void sessionsLeft(GatewayId id, int established) {
    GatewayView old = gateways.get(id);
    GatewayView fewer =
        gateway(
            id,
            old.addresses().get(0),
            old.administrative(),
            old.health(),
            old.reason(),
            established,
            0);
    put(with(fewer, old.drain()));
  }

  @Override
  public List<GatewayView.Probe> probeNow(GatewayId id) throws Refused {
    refuse();
    done.add("probe " + id);
    return probed;
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
  public GatewayView setState(GatewayId id, AdministrativeState state, String author)
      throws Refused {
    refuse();
    done.add(state + " " + id + by(author));
    GatewayView old = gateways.get(id);
    String reason = state == AdministrativeState.READY ? "" : "drain";
    put(
        gateway(
            id,
            old.addresses().get(0),
            state,
            old.health(),
            reason,
            old.establishedSessions(),
            old.halfOpenSessions()));
    return gateways.get(id);
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
        "{}", problems.isEmpty() ? Optional.of(topologyOfTheFile()) : Optional.empty(), problems);
  }

  @Override
  public Reading check(String name, String text, Use use) {
    lastUse = Optional.of(use);
    return new Reading(
        text, problems.isEmpty() ? Optional.of(topologyOfTheFile()) : Optional.empty(), problems);
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
        && filter.gateway().map(session.gateway().gateway()::equals).orElse(true)
        && filter.client().map(network -> network.contains(address(client))).orElse(true)
        && filter.spi().map(wanted -> String.format("%016x", wanted).equals(spi)).orElse(true)
        && filter.state().map(session.state()::equals).orElse(true);
  }

  private static String by(String author) {
    return author.equals(ANNA.name()) ? "" : " by " + author;
  }

  private static Traffic traffic() {
    Map<String, Long> dropped = new LinkedHashMap<>();
    dropped.put("stranger", 7L);
    dropped.put("malformed", 1L);
    return new Traffic(8310, 8300, 2, dropped, 0, 0, 0, 1_234_567, 1_200_000);
  }

  private static GatewayView gateway(
      GatewayId id,
      String address,
      AdministrativeState state,
      Health health,
      String reason,
      int established,
      int halfOpen) {
    boolean up = health == Health.UP;
    return new GatewayView(
        id,
        List.of(address),
        state,
        health,
        NOW.minus(Duration.ofMinutes(12)),
        reason.isEmpty(),
        reason,
        Optional.empty(),
        1,
        up ? OptionalInt.of(2000) : OptionalInt.empty(),
        halfOpen,
        established,
        List.of(
            new GatewayView.Probe(
                "ike",
                health,
                up ? "" : "timeout x3",
                Duration.ofNanos(1_234_567),
                Optional.of(NOW)),
            new GatewayView.Probe("ping", Health.UNKNOWN, "", Duration.ZERO, Optional.empty())));
  }

  private static SessionView session(
      String id, GatewayId gateway, SessionState state, String client, long spi) {
    return new SessionView(
        id,
        "always-on-vpn",
        gateway,
        state,
        client,
        NOW.minus(Duration.ofMillis(3_724_500)),
        Duration.ofMillis(1500),
        List.of(String.format("%016x-00000000000000ff", spi)),
        "maglev: first choice",
        List.of(
            new SessionView.Upstream(
                "ike", client, "10.0.0.5:10240", "10.0.0.11:500", 0, 4, 1500, 4, 1_250_000)),
        List.of(
            new SessionView.StoryLine(
                NOW.minus(Duration.ofMinutes(5)), "re-keyed: SPI pair 01-02")));
  }

  private static Topology topologyOfTheFile() {
    Gateway gw1 = new Gateway(GW1, ipv4("10.0.0.11"), Optional.empty(), 1, OptionalInt.of(500));
    Gateway gw2 = new Gateway(GW2, ipv4("10.0.0.12"), Optional.empty(), 2, OptionalInt.empty());
    Map<String, Gateway> both = new LinkedHashMap<>();
    both.put("gw1", gw1);
    both.put("gw2", gw2);
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("maglev"),
            Optional.of(Duration.ofMinutes(1)),
            ClientAddress.TRANSLATE,
            List.of(address("10.0.0.5")),
            new PortRange(10240, 32767),
            both,
            List.of("ike"),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(new PluginUse("rate-limit", Map.of("perSecond", 50L))));
    Map<String, VirtualServer> servers = new LinkedHashMap<>();
    servers.put("ike", server("ike", Protocol.IKE));
    servers.put("nat-t", server("nat-t", Protocol.NAT_T));
    PersistencyGroup group =
        new PersistencyGroup(
            "g", List.of("ike", "nat-t"), PluginUse.of("ike-spi"), Duration.ofHours(8));
    Monitor monitor =
        new Monitor(
            "ike", PluginUse.of("ike"), Duration.ofSeconds(10), Duration.ofMillis(1500), 3, 1);
    return new Topology(
        servers,
        Map.of("g", group),
        Map.of("vpn", pool),
        Map.of("ike", monitor),
        Limits.DEFAULT,
        Timeouts.DEFAULT);
  }

  private static VirtualServer server(String name, Protocol protocol) {
    return new VirtualServer(
        name,
        List.of(address("203.0.113.10"), address("2001:db8::10")),
        protocol.port(),
        protocol,
        protocol.port(),
        "vpn");
  }

  private static Optional<Inet4Address> ipv4(String literal) {
    return Optional.of((Inet4Address) address(literal));
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
