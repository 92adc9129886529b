package org.ikelb.core.relay;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Outliers;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.attempt.Attempts;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.persist.Restart;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plan.Turns;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.plugin.PluginFailures;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.route.TestMark;
import org.ikelb.core.session.Bindings;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Selector;
import org.ikelb.spi.StateStoreEntry;
import org.jspecify.annotations.Nullable;

/**
 * Core without sockets: some loops, virtual servers on 500 and 4500, two gateways, a fake clock.
 */
final class Balancer {
  static final int ON_500 = 0;
  static final int ON_4500 = 1;
  static final PersistencyStrategy BY_SPI =
      opening -> Key.alone(ByteBuffer.allocate(8).putLong(opening.initiatorSpi()).array());
  static final PersistencyStrategy BY_ADDRESS =
      opening -> Key.shared(opening.clientAddress().getAddress());

  private static final List<Candidate> CANDIDATES =
      List.of(new Candidate("vpn1", 1), new Candidate("vpn2", 1));

  private static final List<ListenAddress> ADDRESSES =
      List.of(
          new ListenAddress(ON_500, "ike", new InetSocketAddress("10.9.9.9", 500)),
          new ListenAddress(ON_4500, "nat-t", new InetSocketAddress("10.9.9.9", 4500)));

  final FakeTime time;
  final RecordedEvents events = new RecordedEvents();
  final SessionTable sessions = new SessionTable(events);
  List<FakeTransport> transports = List.of();
  List<LoopRelay> relays = List.of();
  TestMark testMark = new TestMark();
  final List<LiveGateway> gateways = new ArrayList<>();
  final Attempts attempts;
  final Map<Integer, ServerPlan> servers = new LinkedHashMap<>();
  private @Nullable IkeSink observers;
  private Snapshot snapshot = Snapshot.empty();
  private PersistencyStrategy strategy = BY_SPI;
  private Limits limits = Limits.DEFAULT;
  private int loops = 2;
  private int maxUpstreams = 1_000;
  private Selector method = new WeightedRoundRobin().create(new NoSettings(), CANDIDATES);
  private List<Guard> guards = List.of();
  private GuardFailure guardFailure = GuardFailure.PASS;
  private Outliers outliers = Outliers.EJECT;
  private PortRange ports = new PortRange(10240, 32767);
  private OptionalInt maxHalfOpen = OptionalInt.empty();

  Balancer() {
    this(new FakeTime());
  }

  private Balancer(FakeTime time) {
    this.time = time;
    this.attempts = new Attempts(events, time);
  }

  static Balancer started() {
    return new Balancer().start();
  }

  Balancer withLoops(int number) {
    loops = number;
    return this;
  }

  Balancer with(PersistencyStrategy newStrategy) {
    strategy = newStrategy;
    return this;
  }

  Balancer with(Selector newMethod) {
    method = newMethod;
    return this;
  }

  Balancer with(Limits newLimits) {
    limits = newLimits;
    return this;
  }

  Balancer with(Guard guard) {
    guards = List.of(guard);
    return this;
  }

  Balancer with(GuardFailure newGuardFailure) {
    guardFailure = newGuardFailure;
    return this;
  }

  Balancer with(Outliers newOutliers) {
    outliers = newOutliers;
    return this;
  }

  Balancer withUpstreams(int max) {
    maxUpstreams = max;
    return this;
  }

  Balancer with(PortRange upstreamPorts) {
    ports = upstreamPorts;
    return this;
  }

  Balancer withMaxHalfOpen(int max) {
    maxHalfOpen = OptionalInt.of(max);
    return this;
  }

  /** Has all that IKE does told from now on. */
  Balancer observedBy(IkeSink sink) {
    observers = sink;
    publish();
    return this;
  }

  Balancer start() {
    return start(List.of());
  }

  /** What would be saved of it now. */
  List<StateStoreEntry> saved() {
    return Restart.saved(sessions, ADDRESSES, time);
  }

  /** Another that begins with what was saved of this one, as if it had ended just now. */
  Balancer restarted() {
    return restarted(saved());
  }

  /** Another that begins with what was saved of this one a while ago, as after a crash. */
  Balancer restarted(List<StateStoreEntry> saved) {
    Balancer next = new Balancer(time);
    next.strategy = strategy;
    next.limits = limits;
    next.loops = loops;
    next.maxUpstreams = maxUpstreams;
    next.method = method;
    next.guards = guards;
    next.guardFailure = guardFailure;
    next.outliers = outliers;
    next.ports = ports;
    next.maxHalfOpen = maxHalfOpen;
    next.start(saved);
    for (int i = 0; i < gateways.size(); i++) {
      AdministrativeState wanted = gateways.get(i).state().administrative();
      next.gateways.get(i).update(state -> state.with(wanted, Optional.empty(), next.time.nanos()));
    }
    return next;
  }

  private Balancer start(List<StateStoreEntry> saved) {
    Map<String, Gateway> configured = new LinkedHashMap<>();
    for (int i = 1; i <= 2; i++) {
      GatewayId id = new GatewayId("vpn", "vpn" + i);
      Gateway gateway =
          new Gateway(
              id,
              Optional.of((Inet4Address) address("10.50.0.1" + i)),
              Optional.empty(),
              1,
              OptionalInt.empty(),
              maxHalfOpen);
      configured.put("vpn" + i, gateway);
      LiveGateway live = new LiveGateway(gateway, time.now());
      live.onSuspicion(() -> suspectAllIfItsSasAreGone(live));
      gateways.add(live);
    }
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("weighted-round-robin"),
            Optional.empty(),
            ClientAddress.TRANSLATE,
            List.of(),
            ports,
            configured,
            List.of(),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(),
            guardFailure,
            outliers);
    PoolPlan poolPlan =
        new PoolPlan(
            pool,
            gateways,
            slot("method", method),
            new WeightedRoundRobin().create(new NoSettings(), CANDIDATES),
            guards.stream().map(guard -> slot("guard", guard)).toList(),
            new Turns(),
            attempts.of(pool, gateways),
            0);
    GroupPlan group =
        new GroupPlan("group", slot("strategy", strategy), new Bindings(), 1_000_000_000_000L);
    servers.put(
        ON_500, new ServerPlan(new UpstreamServer("ike", false, counters()), 500, group, poolPlan));
    servers.put(
        ON_4500,
        new ServerPlan(new UpstreamServer("nat-t", true, counters()), 4500, group, poolPlan));
    publish();
    FakeLoops listener = new FakeLoops(loops, maxUpstreams);
    SourceAddresses sources = new SourceAddresses(() -> 0);
    Loops relaying = new Loops(listener, () -> snapshot, sessions, sources, time);
    transports = listener.transports;
    relays = listener.relays;
    testMark = relaying.testMark();
    settle();
    if (!saved.isEmpty()) {
      transports.forEach(transport -> transport.runsAtOnce = true); // somebody waits for it
      Restart.restore(
          saved, sessions, sources, gateways, relaying, listener, events, time, byName(),
          ADDRESSES);
      transports.forEach(transport -> transport.runsAtOnce = false);
    }
    return this;
  }

  /** As the control plane does. */
  private void suspectAllIfItsSasAreGone(LiveGateway gateway) {
    if (gateway.hasLostItsSas()) {
      sessions.suspectAllOf(gateway, "its gateway was down, and refused", time.nanos());
    }
  }

  private Map<String, ServerPlan> byName() {
    Map<String, ServerPlan> byName = new LinkedHashMap<>();
    servers.values().forEach(server -> byName.put(server.name(), server));
    return byName;
  }

  private List<ServerCounters> counters() {
    return Stream.generate(ServerCounters::new).limit(loops).toList();
  }

  private <T> PluginSlot<T> slot(String name, T instance) {
    return new PluginSlot<>(
        name, Optional.of(instance), new PluginFailures(name, "the test", events, time));
  }

  private void publish() {
    Topology topology =
        new Topology(Map.of(), Map.of(), Map.of(), Map.of(), limits, Timeouts.DEFAULT);
    snapshot = new Snapshot(1, topology, servers, observers);
    attempts.observedBy(observers);
  }

  /** The address is listened on no more; returns what counts what had come to it. */
  List<ServerCounters> remove(int listenAddress) {
    List<ServerCounters> counters = servers.remove(listenAddress).counters();
    publish();
    return counters;
  }

  /** Datagrams on 500 come to loop 0, those on 4500 to loop 1, as happens half of the time. */
  void client(String endpoint, int listenAddress, ByteBuffer datagram) {
    client(endpoint, listenAddress, listenAddress, datagram);
  }

  /** A client's datagram comes to a loop. */
  void client(String endpoint, int listenAddress, int loop, ByteBuffer datagram) {
    fromClient(endpoint, listenAddress, loop, datagram);
    settle();
  }

  /** The same, and the loops do nothing else yet. */
  void fromClient(String endpoint, int listenAddress, int loop, ByteBuffer datagram) {
    transports.get(loop).inHand = datagram;
    relays.get(loop).beginBatch();
    relays.get(loop).fromClient(listenAddress, endpoint(endpoint), datagram);
  }

  /** A gateway's datagram comes to the upstream's loop, and the loops do nothing else yet. */
  void fromGateway(SessionUpstream upstream, int listenAddress, ByteBuffer datagram) {
    LoopRelay relay =
        relays.get(upstream.loop() == SessionUpstream.NO_LOOP ? listenAddress : upstream.loop());
    transports.get(relay.index()).inHand = datagram;
    relay.beginBatch();
    relay.fromGateway(upstream.port(), datagram);
  }

  void gateway(SessionUpstream upstream, int listenAddress, ByteBuffer datagram) {
    fromGateway(upstream, listenAddress, datagram);
    settle();
  }

  /** Where the last datagram went to, if it went to a gateway. */
  Optional<SessionUpstream> lastUpstream(int listenAddress) {
    List<FakeTransport.Sent> sent = transports.get(listenAddress).sent;
    return sent.isEmpty() ? Optional.empty() : sent.get(sent.size() - 1).upstream();
  }

  void pass(Duration duration) {
    pass(duration, Duration.ofMillis(250));
  }

  /**
   * Lets time pass.
   *
   * @param step after which the loops look at their clocks; they do so four times a second
   */
  void pass(Duration duration, Duration step) {
    for (Duration gone = Duration.ZERO; gone.compareTo(duration) < 0; gone = gone.plus(step)) {
      time.advance(step);
      transports.forEach(transport -> transport.timer.ifPresent(Runnable::run));
      settle();
    }
  }

  void settle() {
    while (transports.stream().anyMatch(transport -> !transport.tasks.isEmpty())) {
      transports.forEach(FakeTransport::runTasks);
    }
  }

  Traffic fromClients(int listenAddress) {
    return servers.get(listenAddress).counters().stream()
        .map(counters -> counters.client().read())
        .reduce(Traffic.NONE, Traffic::plus);
  }

  Traffic fromGateways(int listenAddress) {
    return servers.get(listenAddress).counters().stream()
        .map(counters -> counters.gateway().read())
        .reduce(Traffic.NONE, Traffic::plus);
  }

  int openSockets() {
    return transports.stream().mapToInt(transport -> transport.open.size()).sum();
  }

  static InetSocketAddress endpoint(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    return new InetSocketAddress(
        address(endpoint.substring(0, colon)), Integer.parseInt(endpoint.substring(colon + 1)));
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }
}
