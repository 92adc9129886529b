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
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.PluginFailures;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Bindings;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamServer;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Selector;

/** Core without sockets: two loops, virtual servers on 500 and 4500, two gateways, a fake clock. */
final class Balancer {
  static final int ON_500 = 0;
  static final int ON_4500 = 1;
  static final PersistencyStrategy BY_SPI =
      opening -> Key.alone(ByteBuffer.allocate(8).putLong(opening.initiatorSpi()).array());
  static final PersistencyStrategy BY_ADDRESS =
      opening -> Key.shared(opening.clientAddress().getAddress());

  final FakeTime time = new FakeTime();
  final RecordedEvents events = new RecordedEvents();
  final SessionTable sessions = new SessionTable(events);
  final List<FakeTransport> transports = List.of(new FakeTransport(0), new FakeTransport(1));
  final List<LoopRelay> relays = new ArrayList<>();
  final List<LiveGateway> gateways = new ArrayList<>();
  final Map<Integer, ServerPlan> servers = new LinkedHashMap<>();
  private Snapshot snapshot = Snapshot.empty();
  private PersistencyStrategy strategy = BY_SPI;
  private Limits limits = Limits.DEFAULT;
  private int maxUpstreams = 1_000;
  private List<Guard> guards = List.of();

  static Balancer started() {
    return new Balancer().start();
  }

  Balancer with(PersistencyStrategy newStrategy) {
    strategy = newStrategy;
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

  Balancer withUpstreams(int max) {
    maxUpstreams = max;
    return this;
  }

  Balancer start() {
    Map<String, Gateway> configured = new LinkedHashMap<>();
    for (int i = 1; i <= 2; i++) {
      GatewayId id = new GatewayId("vpn", "vpn" + i);
      Gateway gateway =
          new Gateway(
              id,
              Optional.of((Inet4Address) address("10.50.0.1" + i)),
              Optional.empty(),
              1,
              OptionalInt.empty());
      configured.put("vpn" + i, gateway);
      gateways.add(new LiveGateway(gateway, time.now()));
    }
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("weighted-round-robin"),
            Optional.empty(),
            ClientAddress.TRANSLATE,
            List.of(),
            new PortRange(10240, 32767),
            configured,
            List.of(),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of());
    Selector selector =
        new WeightedRoundRobin()
            .create(new NoSettings(), List.of(new Candidate("vpn1", 1), new Candidate("vpn2", 1)));
    PoolPlan poolPlan =
        new PoolPlan(
            pool,
            gateways,
            slot("weighted-round-robin", selector),
            guards.stream().map(guard -> slot("guard", guard)).toList(),
            0);
    GroupPlan group =
        new GroupPlan("group", slot("strategy", strategy), new Bindings(), 1_000_000_000_000L);
    servers.put(
        ON_500, new ServerPlan(new UpstreamServer("ike", false, counters()), 500, group, poolPlan));
    servers.put(
        ON_4500,
        new ServerPlan(new UpstreamServer("nat-t", true, counters()), 4500, group, poolPlan));
    publish();
    RelayContext context =
        new RelayContext(
            () -> snapshot, sessions, new SourceAddresses(), time, maxUpstreams, neighbours());
    transports.forEach(transport -> relays.add(new LoopRelay(context, transport)));
    transports.forEach(t -> t.connectTo(relays.get(t.index()), transports::get));
    relays.forEach(LoopRelay::start);
    settle();
    return this;
  }

  private RelayContext.Neighbours neighbours() {
    return new RelayContext.Neighbours() {
      @Override
      public void makeRoom(int askingLoop) {
        relays.get(1 - askingLoop).letOldestGoLater();
      }

      @Override
      public void adopt(int loop, SessionUpstream upstream, SessionUpstream.ClientSide side) {
        relays.get(loop).adoptLater(upstream, side);
      }

      @Override
      public void forgetFlow(int loop, SessionUpstream.ClientSide side, SessionUpstream upstream) {
        relays.get(loop).forgetFlowLater(side, upstream);
      }

      @Override
      public boolean letGo(int loop, SessionUpstream upstream, SessionUpstream.Owner newOwner) {
        return relays.get(loop).letGo(upstream, newOwner);
      }
    };
  }

  private static List<ServerCounters> counters() {
    return List.of(new ServerCounters(), new ServerCounters());
  }

  private <T> PluginSlot<T> slot(String name, T instance) {
    return new PluginSlot<>(name, Optional.of(instance), new PluginFailures(name, events, time));
  }

  private void publish() {
    Topology topology =
        new Topology(Map.of(), Map.of(), Map.of(), Map.of(), limits, Timeouts.DEFAULT);
    snapshot = new Snapshot(1, topology, servers);
  }

  /** Datagrams on 500 come to loop 0, those on 4500 to loop 1, as happens half of the time. */
  void client(String endpoint, int listenAddress, ByteBuffer datagram) {
    client(endpoint, listenAddress, listenAddress, datagram);
  }

  /** A client's datagram comes to a loop. */
  void client(String endpoint, int listenAddress, int loop, ByteBuffer datagram) {
    LoopRelay relay = relays.get(loop);
    transports.get(loop).inHand = datagram;
    relay.beginBatch();
    relay.fromClient(listenAddress, endpoint(endpoint), datagram);
    settle();
  }

  void gateway(Upstream upstream, int listenAddress, ByteBuffer datagram) {
    int loop = ((SessionUpstream) upstream).loop();
    LoopRelay relay = relays.get(loop == SessionUpstream.NO_LOOP ? listenAddress : loop);
    transports.get(relay.index()).inHand = datagram;
    relay.beginBatch();
    relay.fromGateway(upstream, datagram);
    settle();
  }

  /** Where the last datagram went to, if it went to a gateway. */
  Optional<Upstream> lastUpstream(int listenAddress) {
    List<FakeTransport.Sent> sent = transports.get(listenAddress).sent;
    return sent.isEmpty() ? Optional.empty() : sent.get(sent.size() - 1).upstream();
  }

  void pass(Duration duration) {
    Duration step = Duration.ofMillis(250);
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
