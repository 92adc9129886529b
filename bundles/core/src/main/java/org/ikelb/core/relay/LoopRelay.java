package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.Route;
import org.ikelb.core.route.Router;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamPort;
import org.ikelb.core.time.Failures;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.DurationCounter;
import org.ikelb.core.traffic.SideCounters;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * One loop's relay: reads clock and snapshot once a batch, hands each datagram to the side it came
 * from, counts how it ended, and keeps the timers.
 *
 * <p>Used on its loop, but for {@link #start}, {@link #delays}, {@link #owner}, {@link #index} and
 * {@link #execute}.
 */
public final class LoopRelay implements Relay {
  private static final long TICK_NANOS = 250_000_000L;

  private final RelayContext context;
  private final Transport transport;
  private final TimerWheel timers;
  private final LoopOwner owner;
  private final Upstreams upstreams;
  private final Router router;
  private final SessionOpener opener;
  private final FromClients fromClients;
  private final FromGateways fromGateways;
  private final Strangers strangers;
  private final Rehoming rehoming;
  private final DurationCounter delays =
      new DurationCounter(
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(25),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(2500));
  private final LoopSnapshot seen;
  private Snapshot snapshot;
  private long nowNanos;
  private long tickDueNanos;

  public LoopRelay(RelayContext context, Transport transport) {
    this.context = context;
    this.transport = transport;
    this.nowNanos = context.time().nanos();
    this.snapshot = context.snapshot().get();
    this.seen = new LoopSnapshot(transport.index(), snapshot);
    this.timers = new TimerWheel(TICK_NANOS, nowNanos);
    this.owner = new LoopOwner(context, transport, timers);
    this.upstreams = owner.upstreams();
    this.opener = owner.opener();
    this.strangers = new Strangers(context, transport, upstreams);
    this.rehoming = owner.rehoming();
    EndpointMover mover = new EndpointMover(context, upstreams);
    this.router =
        new Router(context.sessions(), upstreams.flows(), transport.index(), context.testMark());
    this.fromClients = new FromClients(upstreams, router, opener, strangers, mover, rehoming);
    this.fromGateways = new FromGateways(transport, mover, strangers);
  }

  /** Starts its clock. From any thread, once. */
  public void start() {
    transport.execute(
        () -> {
          tickDueNanos = context.time().nanos();
          tick();
        });
  }

  private void tick() {
    beginBatch();
    delays.add(Math.max(0, nowNanos - tickDueNanos));
    Failures failures = new Failures(); // whatever becomes of one part, the clock goes on
    failures.guard(() -> timers.advance(nowNanos));
    failures.guard(() -> opener.tick(nowNanos));
    failures.guard(() -> strangers.tick(nowNanos));
    failures.guard(rehoming::tick);
    tickDueNanos = context.time().nanos() + TICK_NANOS;
    transport.schedule(this::tick, TICK_NANOS);
    failures.rethrow();
  }

  @Override
  public void beginBatch() {
    nowNanos = context.time().nanos();
    snapshot = context.snapshot().get();
    seen.take(snapshot);
  }

  @Override
  public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server == null) {
      return; // closed a moment ago, or not published yet: nobody's datagram
    }
    SideCounters counters = server.counters().get(transport.index()).client();
    int bytes = datagram.remaining();
    counters.received(bytes);
    handle(server, client, listenAddress, index(), datagram, false);
  }

  @Override
  public void handedOver(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server == null) {
      seen.dropped(listenAddress, DropReason.HAND_OVER_FULL);
    } else {
      handle(server, client, listenAddress, fromLoop, datagram, false);
    }
  }

  @Override
  public void waited(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server == null) {
      seen.dropped(listenAddress, DropReason.OPENING_LIMIT);
    } else {
      handle(server, client, listenAddress, fromLoop, datagram, true);
    }
  }

  private void handle(
      ServerPlan server,
      InetSocketAddress client,
      int listenAddress,
      int fromLoop,
      ByteBuffer datagram,
      boolean hasWaited) {
    SideCounters counters = server.counters().get(index()).client();
    int bytes = datagram.remaining();
    Outcome outcome;
    upstreams.forgetTaker();
    try {
      outcome =
          fromClients.handle(
              snapshot, server, client, listenAddress, fromLoop, datagram, hasWaited, nowNanos);
    } catch (RuntimeException | Error e) {
      counters.dropped(DropReason.INTERNAL_ERROR);
      throw e;
    }
    outcome.count(counters, bytes);
    IkeSink observers = snapshot.observers();
    if (observers != null && !outcome.word().isEmpty()) {
      observers.fromClient(server.server(), client, datagram, upstreams.taker(), outcome.word());
    }
  }

  @Override
  public void notHandedOver(int listenAddress, int bytes) {
    seen.dropped(listenAddress, DropReason.HAND_OVER_FULL);
  }

  @Override
  public void fromGateway(Upstream from, ByteBuffer datagram) {
    SessionUpstream upstream = user(from);
    SideCounters counters = upstream.server().counters().get(transport.index()).gateway();
    int bytes = datagram.remaining();
    counters.received(bytes);
    Outcome outcome;
    try {
      outcome = fromGateways.handle(upstream, datagram, nowNanos);
    } catch (RuntimeException | Error e) {
      counters.dropped(DropReason.INTERNAL_ERROR);
      throw e;
    }
    outcome.count(counters, bytes);
    IkeSink observers = snapshot.observers();
    if (observers != null) {
      observers.fromGateway(
          upstream.server(),
          upstream.clientSide().client(),
          datagram,
          upstream.session(),
          outcome.word());
    }
  }

  @Override
  public void truncatedFromClient(int listenAddress) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server != null) {
      truncated(server.counters().get(transport.index()).client());
    }
  }

  @Override
  public void truncatedFromGateway(Upstream upstream) {
    truncated(user(upstream).server().counters().get(index()).gateway());
  }

  private static void truncated(SideCounters counters) {
    counters.received(0);
    counters.dropped(DropReason.TRUNCATED);
  }

  @Override
  public void overflowedFromClients(int listenAddress, int datagrams) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server != null) {
      server.counters().get(transport.index()).client().overflowed(datagrams, nowNanos);
    }
  }

  @Override
  public void overflowedFromGateway(Upstream upstream, int datagrams) {
    UpstreamServer server = user(upstream).server();
    server.counters().get(transport.index()).gateway().overflowed(datagrams, nowNanos);
  }

  @Override
  public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {
    UpstreamServer server = user(upstream).server();
    server.counters().get(transport.index()).client().notSent(bytes, reason(failure));
  }

  @Override
  public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server != null) {
      server.counters().get(transport.index()).gateway().notSent(bytes, reason(failure));
    }
  }

  private static SessionUpstream user(Upstream upstream) {
    return ((UpstreamPort) upstream).user();
  }

  private static DropReason reason(SendFailure failure) {
    return switch (failure) {
      case BUFFER_FULL -> DropReason.BUFFER_FULL;
      case TOO_LONG -> DropReason.TOO_LONG;
      case REFUSED -> DropReason.REFUSED;
      case UNREACHABLE -> DropReason.UNREACHABLE;
    };
  }

  /** News about the gateway, never the end of a flow. */
  @Override
  public void refused(Upstream upstream) {
    user(upstream).refused(nowNanos);
  }

  /** The upstream that datagrams from there go through, if they have a flow here. On the loop. */
  Optional<SessionUpstream> upstreamOfFlow(ClientSide from) {
    return Optional.ofNullable(upstreams.flows().find(from.client(), from.listenAddress()))
        .map(Flow::current);
  }

  /** Where a client's datagram would go; nothing is changed by it. On the loop. */
  Route route(ServerPlan server, ClientSide from, int fromLoop, ByteBuffer datagram) {
    return router.route(
        server, from.client(), from.listenAddress(), fromLoop, datagram, context.time().nanos());
  }

  /** Why a stranger's message would not be offered. On the loop. */
  Optional<DropReason> whyNotOffered(Route.Stranger route) {
    return strangers.whyNot(
        context.snapshot().get().topology().limits(), route.arrival(), context.time().nanos());
  }

  /** How late it was for its clock's tick. From any thread. */
  DurationCounts delays() {
    return delays.read();
  }

  int index() {
    return transport.index();
  }

  /** What owns its upstreams. From any thread. */
  LoopOwner owner() {
    return owner;
  }

  /** Runs this between two batches. From any thread. */
  void execute(Runnable task) {
    transport.execute(task);
  }
}
