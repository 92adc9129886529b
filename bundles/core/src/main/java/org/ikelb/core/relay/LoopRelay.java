package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SpiPair;
import org.ikelb.core.session.TimeoutNanos;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.SideCounters;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.NatTraversal;
import org.jspecify.annotations.Nullable;

/**
 * One loop's relay: validates a datagram, looks up its flow, and forwards it or says why not.
 *
 * <p>Used on its loop, but for {@link #closeLater}, {@link #letOldestGoLater} and {@link
 * #listenAddressGone}, which any thread may call.
 */
public final class LoopRelay implements Relay, SessionUpstream.Owner {
  private static final long TICK_NANOS = 250_000_000L;

  private final RelayContext context;
  private final Transport transport;
  private final TimerWheel timers;
  private final Upstreams upstreams;
  private final SessionOpener opener;
  private Snapshot snapshot;
  private long nowNanos;

  public LoopRelay(RelayContext context, Transport transport) {
    this.context = context;
    this.transport = transport;
    this.nowNanos = context.time().nanos();
    this.snapshot = context.snapshot().get();
    this.timers = new TimerWheel(TICK_NANOS, nowNanos);
    this.upstreams = new Upstreams(context, transport, this, timers);
    this.opener = new SessionOpener(context, upstreams);
  }

  /** Starts its clock. From any thread, once. */
  public void start() {
    transport.execute(this::tick);
  }

  private void tick() {
    beginBatch();
    timers.advance(nowNanos);
    opener.trim();
    transport.schedule(this::tick, TICK_NANOS);
  }

  @Override
  public void beginBatch() {
    nowNanos = context.time().nanos();
    snapshot = context.snapshot().get();
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
    Flow flow = upstreams.flows().find(client, listenAddress);
    var clientSide = new SessionUpstream.ClientSide(client, listenAddress);
    Outcome outcome =
        server.natT()
            ? natT(server, clientSide, flow, datagram)
            : ike(server, clientSide, flow, datagram, datagram.position());
    outcome.count(counters, bytes);
  }

  private Outcome natT(
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      @Nullable Flow flow,
      ByteBuffer datagram) {
    return switch (NatTraversal.kindOf(datagram)) {
      case ESP -> flow == null ? Outcome.dropped(DropReason.STRANGER_ESP) : espUp(flow, datagram);
      case KEEPALIVE ->
          flow == null
              ? Outcome.dropped(DropReason.STRANGER_KEEPALIVE)
              : upstreams.forward(flow.current(), datagram.remaining(), nowNanos);
      case IKE ->
          ike(server, clientSide, flow, datagram, datagram.position() + NatTraversal.MARKER_LENGTH);
      case INVALID -> Outcome.dropped(DropReason.NOT_NAT_T);
    };
  }

  private Outcome espUp(Flow flow, ByteBuffer datagram) {
    int spi = datagram.getInt(datagram.position());
    SessionUpstream upstream = flow.forEsp(spi);
    if (upstream.espSpis().last() != spi) {
      upstream.espSpis().seen(spi);
    }
    return upstreams.forward(upstream, datagram.remaining(), nowNanos);
  }

  private Outcome ike(
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      @Nullable Flow flow,
      ByteBuffer datagram,
      int offset) {
    HeaderFault fault = HeaderRules.checkFromClient(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    if (IkeHeader.opensSession(datagram, offset)) {
      return opener.open(snapshot, server, clientSide, datagram, offset, flow, nowNanos);
    }
    return flow == null
        ? strangerIke(server, clientSide, datagram, offset)
        : ikeOnFlow(server, clientSide, flow, datagram, offset);
  }

  private Outcome ikeOnFlow(
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      Flow flow,
      ByteBuffer datagram,
      int offset) {
    long initiator = IkeHeader.initiatorSpi(datagram, offset);
    long responder = IkeHeader.responderSpi(datagram, offset);
    SessionUpstream upstream = flow.current();
    if (!upstream.exchanges().isLastPair(initiator, responder)) {
      Session owner = context.sessions().byPair(new SpiPair(initiator, responder));
      if (owner != null && owner != upstream.session()) {
        return ikeOfKnownSession(owner, server, clientSide, flow, datagram, offset);
      }
      // A pair that nobody has: after a re-key the client may be the first to use it.
    }
    return ikeUp(upstream, datagram, offset);
  }

  private Outcome strangerIke(
      ServerPlan server, SessionUpstream.ClientSide clientSide, ByteBuffer datagram, int offset) {
    SpiPair pair =
        new SpiPair(
            IkeHeader.initiatorSpi(datagram, offset), IkeHeader.responderSpi(datagram, offset));
    Session owner = context.sessions().byPair(pair);
    return owner == null
        ? Outcome.dropped(DropReason.STRANGER_IKE)
        : ikeOfKnownSession(owner, server, clientSide, null, datagram, offset);
  }

  /** IKE that names a session: it comes to its second port, or dials anew from a used endpoint. */
  private Outcome ikeOfKnownSession(
      Session session,
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      @Nullable Flow flow,
      ByteBuffer datagram,
      int offset) {
    SessionUpstream known = session.upstream(server.name()).orElse(null);
    if (known == null) {
      if (!session.origin().group().equals(server.group().name())) {
        return Outcome.dropped(DropReason.STRANGER_IKE);
      }
      return upstreams.open(session, server, clientSide, nowNanos)
              instanceof Upstreams.Opened.Open open
          ? ikeUp(open.upstream(), datagram, offset)
          : Outcome.dropped(DropReason.UPSTREAM_FAILED);
    }
    if (flow != null && known.clientSide().equals(clientSide)) {
      flow.select(known);
      return ikeUp(known, datagram, offset);
    }
    return Outcome.dropped(DropReason.ENDPOINT_MOVED);
  }

  private Outcome ikeUp(SessionUpstream upstream, ByteBuffer datagram, int offset) {
    upstream
        .exchanges()
        .fromClient(upstream.session(), upstream.idle(), datagram, offset, nowNanos);
    return upstreams.forward(upstream, datagram.remaining(), nowNanos);
  }

  @Override
  public void fromGateway(Upstream from, ByteBuffer datagram) {
    SessionUpstream upstream = (SessionUpstream) from;
    SideCounters counters = upstream.server().counters().get(transport.index()).gateway();
    int bytes = datagram.remaining();
    counters.received(bytes);
    Outcome outcome =
        upstream.socket() == null
            ? Outcome.dropped(DropReason.UPSTREAM_CLOSED)
            : upstream.server().natT()
                ? natTDown(upstream, datagram)
                : ikeDown(upstream, datagram, datagram.position());
    outcome.count(counters, bytes);
  }

  private Outcome natTDown(SessionUpstream upstream, ByteBuffer datagram) {
    switch (NatTraversal.kindOf(datagram)) {
      case ESP -> {
        gatewaySeen(upstream);
        if (upstream.espSpis().last() != 0) {
          upstream.session().establish();
        }
        return down(upstream, datagram);
      }
      case KEEPALIVE -> {
        return down(upstream, datagram);
      }
      case IKE -> {
        return ikeDown(upstream, datagram, datagram.position() + NatTraversal.MARKER_LENGTH);
      }
      case INVALID -> {
        return Outcome.dropped(DropReason.NOT_NAT_T);
      }
    }
    throw new IllegalStateException("unknown kind of datagram");
  }

  private Outcome ikeDown(SessionUpstream upstream, ByteBuffer datagram, int offset) {
    HeaderFault fault = HeaderRules.checkFromGateway(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    if (IkeHeader.isProtected(datagram, offset)) {
      gatewaySeen(upstream);
      upstream.exchanges().fromGateway(upstream.session(), datagram, offset, nowNanos);
    } else if (IkeHeader.responderSpi(datagram, offset) != 0
        && IkeHeader.initiatorSpi(datagram, offset) == upstream.session().origin().initiatorSpi()
        && upstream.session().isHalfOpen()) {
      // The answer to IKE_SA_INIT shows the pair that IKE_AUTH will come with.
      upstream
          .session()
          .learn(
              new SpiPair(
                  IkeHeader.initiatorSpi(datagram, offset),
                  IkeHeader.responderSpi(datagram, offset)));
    }
    return down(upstream, datagram);
  }

  private void gatewaySeen(SessionUpstream upstream) {
    upstream.idle().gatewaySeen(nowNanos);
    upstream.session().gateway().seen(nowNanos);
  }

  private Outcome down(SessionUpstream upstream, ByteBuffer datagram) {
    upstream.countDown(datagram.remaining());
    transport.forward(upstream.clientSide().listenAddress(), upstream.clientSide().client());
    return Outcome.FORWARDED;
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
    ServerPlan server = ((SessionUpstream) upstream).server();
    truncated(server.counters().get(transport.index()).gateway());
  }

  private static void truncated(SideCounters counters) {
    counters.received(0);
    counters.dropped(DropReason.TRUNCATED);
  }

  @Override
  public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {
    ServerPlan server = ((SessionUpstream) upstream).server();
    server.counters().get(transport.index()).client().notSent(bytes, reason(failure));
  }

  @Override
  public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {
    ServerPlan server = snapshot.server(listenAddress);
    if (server != null) {
      server.counters().get(transport.index()).gateway().notSent(bytes, reason(failure));
    }
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
    ((SessionUpstream) upstream).session().gateway().suspect(nowNanos);
  }

  @Override
  public int index() {
    return transport.index();
  }

  @Override
  public TimeoutNanos timeouts() {
    return snapshot.timeouts();
  }

  @Override
  public void expired(SessionUpstream upstream, long now) {
    upstreams.close(upstream, now);
  }

  @Override
  public void closeLater(SessionUpstream upstream) {
    transport.execute(() -> upstreams.close(upstream, context.time().nanos()));
  }

  /** Another loop needs room: the oldest half-open session of this one goes. */
  void letOldestGoLater() {
    transport.execute(() -> opener.letOldestGo(context.time().nanos()));
  }

  /** A listen address is no more: neither are the upstreams of those who came through it. */
  public void listenAddressGone(int listenAddress) {
    transport.execute(
        () -> {
          for (Flow flow : upstreams.flows().on(listenAddress)) {
            flow.upstreams().forEach(upstream -> upstreams.close(upstream, nowNanos));
          }
        });
  }
}
