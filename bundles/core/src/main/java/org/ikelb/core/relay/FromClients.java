package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.NatTraversal;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a client's datagram: validated, found by its flow or its session, forwarded; or
 * handed to the loop that its upstream belongs to.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class FromClients {
  /** A flow that was silent for so long may be another client's by now: NATs use ports again. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SessionTable sessions;
  private final Upstreams upstreams;
  private final SessionOpener opener;
  private final Strangers strangers;
  private final EndpointMover mover;
  private final Rehoming rehoming;

  FromClients(
      SessionTable sessions,
      Upstreams upstreams,
      SessionOpener opener,
      Strangers strangers,
      EndpointMover mover,
      Rehoming rehoming) {
    this.sessions = sessions;
    this.upstreams = upstreams;
    this.opener = opener;
    this.strangers = strangers;
    this.mover = mover;
    this.rehoming = rehoming;
  }

  /**
   * Handles the datagram in hand.
   *
   * @param fromLoop the loop that it came to
   */
  Outcome handle(
      Snapshot snapshot,
      ServerPlan server,
      InetSocketAddress client,
      int listenAddress,
      int fromLoop,
      ByteBuffer datagram,
      long nowNanos) {
    Flow flow = upstreams.flows().find(client, listenAddress);
    int offset = datagram.position();
    if (server.natT()) {
      switch (NatTraversal.kindOf(datagram)) {
        case ESP -> {
          SessionUpstream known = flow == null ? null : flow.withEspSpi(datagram.getInt(offset));
          return flow != null && known != null
              ? esp(known, flow.side(), fromLoop, datagram, nowNanos)
              : espOfNewSpi(
                  server,
                  flow,
                  new ClientSide(client, listenAddress),
                  fromLoop,
                  datagram,
                  nowNanos);
        }
        case KEEPALIVE -> {
          return keepalive(flow, datagram, nowNanos);
        }
        case INVALID -> {
          return Outcome.dropped(DropReason.NOT_NAT_T);
        }
        case IKE -> offset += NatTraversal.MARKER_LENGTH;
      }
    }
    HeaderFault fault = HeaderRules.checkFromClient(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    SeenIke seen = SeenIke.in(datagram, offset);
    return ike(
        snapshot,
        new IkeArrival(server, client, listenAddress, fromLoop, flow, datagram, offset, seen),
        nowNanos);
  }

  /** After a re-key; or of a session that the flow knows nothing of, whose endpoint may move. */
  private Outcome espOfNewSpi(
      ServerPlan server,
      @Nullable Flow flow,
      ClientSide side,
      int fromLoop,
      ByteBuffer datagram,
      long nowNanos) {
    SessionUpstream owner = sessions.byEsp(datagram.getInt(datagram.position()));
    if (owner != null
        && owner.server().name().equals(server.name())
        && (flow == null || isStillOf(owner, flow, datagram, nowNanos))) {
      return esp(owner, side, fromLoop, datagram, nowNanos);
    }
    if (flow == null) {
      return Outcome.dropped(DropReason.STRANGER_ESP);
    }
    AmbiguousSpis.Takers takers =
        flow.takersOfNewSpi(datagram.getInt(datagram.position()), nowNanos);
    if (!takers.settled()) {
      return espToAll(takers.upstreams(), server, side, fromLoop, datagram, nowNanos);
    }
    SessionUpstream taker = takers.upstreams().get(0);
    Outcome outcome = esp(taker, side, fromLoop, datagram, nowNanos);
    if (takers.answered() && taker.loop() == upstreams.loop()) {
      taker.claimEspSpis();
    }
    return outcome;
  }

  /** Nobody knows whose it is: it is no use for whoever it is not for. */
  private Outcome espToAll(
      List<SessionUpstream> takers,
      ServerPlan server,
      ClientSide side,
      int fromLoop,
      ByteBuffer datagram,
      long nowNanos) {
    List<SessionUpstream> here =
        takers.stream().filter(taker -> taker.loop() == upstreams.loop()).toList();
    if (here.isEmpty()) {
      return rehoming.passOn(takers.get(0), side);
    }
    int bytes = datagram.remaining();
    Outcome outcome = upstreams.forward(here.get(0), bytes, nowNanos);
    int copies = 0;
    for (SessionUpstream taker : here) {
      if (isClient(taker, side)) {
        heard(taker, fromLoop, nowNanos);
        taker.heardEspPerhaps();
      }
      if (taker != here.get(0) && upstreams.copy(taker, bytes, nowNanos)) {
        copies++;
      }
    }
    server.counters().get(upstreams.loop()).client().copied(copies);
    return outcome;
  }

  /**
   * Whether an SPI that a flow has not had is the upstream's that has it: the flow's client may
   * have got the same one by chance, or that upstream's client may have come to this endpoint, too:
   * of a client's two tunnels, one is always the first to move.
   */
  private static boolean isStillOf(
      SessionUpstream owner, Flow flow, ByteBuffer datagram, long nowNanos) {
    if (isContinuedBy(flow.current(), owner)) {
      return false;
    }
    int at = datagram.position();
    return isClient(owner, flow.side()) // and comes to this loop from now on
        || nowNanos - flow.current().provenNanos() >= STALE_NANOS
        || flow.current().cameFrom(owner.clientSide())
        || owner.espSpis().isNext(datagram.getInt(at), datagram.getInt(at + Integer.BYTES));
  }

  /** The client was found as a stranger, and what is left of its old session has no IKE SA. */
  private static boolean isContinuedBy(SessionUpstream newer, SessionUpstream old) {
    return newer.session().gateway() == old.session().gateway() && old.session().isWithoutPair();
  }

  private Outcome esp(
      SessionUpstream upstream, ClientSide side, int fromLoop, ByteBuffer datagram, long nowNanos) {
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, side);
    }
    int at = datagram.position();
    int spi = datagram.getInt(at);
    int sequence = datagram.getInt(at + Integer.BYTES);
    int bytes = datagram.remaining();
    if (isClient(upstream, side)) {
      heard(upstream, fromLoop, nowNanos);
      upstream.heardEsp(spi, sequence);
    } else {
      upstream.heardEspElsewhere(side, fromLoop, spi, sequence, bytes, nowNanos);
      lift(upstream, nowNanos);
    }
    return upstreams.forward(upstream, bytes, nowNanos);
  }

  private static boolean isClient(SessionUpstream upstream, ClientSide side) {
    return upstream.clientSide().equals(side);
  }

  private void heard(SessionUpstream upstream, int fromLoop, long nowNanos) {
    upstream.heard(nowNanos);
    if (fromLoop != upstream.flowLoop()) {
      mover.follow(upstream, fromLoop);
    }
  }

  private void lift(SessionUpstream upstream, long nowNanos) {
    EndpointMoves moves = upstream.moves();
    if (moves != null) {
      mover.lift(upstream, moves, nowNanos);
    }
  }

  private Outcome keepalive(@Nullable Flow flow, ByteBuffer datagram, long nowNanos) {
    if (flow == null) {
      return Outcome.dropped(DropReason.STRANGER_KEEPALIVE);
    }
    SessionUpstream upstream = flow.current();
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, flow.side());
    }
    upstream.heard(nowNanos);
    return upstreams.forward(upstream, datagram.remaining(), nowNanos);
  }

  private Outcome ike(Snapshot snapshot, IkeArrival arrival, long nowNanos) {
    Flow flow = arrival.flow();
    if (arrival.seen().opensSa()) {
      SessionUpstream known = flow == null ? null : flow.withInitiatorSpi(arrival.initiatorSpi());
      return known != null && known.loop() != upstreams.loop()
          ? rehoming.passOn(known, arrival.clientSide())
          : opener.open(snapshot.topology().limits(), arrival, nowNanos);
    }
    if (!arrival.seen().isProtected()) {
      return complaint(arrival, nowNanos);
    }
    return flow == null ? stranger(snapshot, arrival, nowNanos) : onFlow(flow, arrival, nowNanos);
  }

  /**
   * A client that was started anew says in clear that it does not know the IKE SA (RFC 7296,
   * section 1.5). Its gateway has to be told, but nothing is believed.
   */
  private Outcome complaint(IkeArrival arrival, long nowNanos) {
    Session session = sessions.byPair(arrival.pair());
    SessionUpstream upstream =
        session == null ? null : session.upstream(arrival.server().name()).orElse(null);
    if (upstream == null || !isClient(upstream, arrival.clientSide())) {
      return Outcome.dropped(HeaderFault.UNPROTECTED);
    }
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, arrival.clientSide());
    }
    return upstream.following().answersGateway(arrival.seen())
        ? upstreams.forward(upstream, arrival.bytes(), nowNanos)
        : Outcome.dropped(HeaderFault.UNPROTECTED);
  }

  private Outcome onFlow(Flow flow, IkeArrival arrival, long nowNanos) {
    SessionUpstream upstream = flow.current();
    if (upstream.loop() != upstreams.loop() || !upstream.following().isLastPair(arrival.pair())) {
      Session owner = sessions.byPair(arrival.pair());
      if (owner != null && owner != upstream.session()) {
        return ofKnownSession(owner, arrival, nowNanos);
      }
      if (owner == null) { // after a re-key the client may be the first to use it
        upstream = flow.forNewPair(arrival.pair());
      }
    }
    return toGateway(upstream, arrival, nowNanos);
  }

  private Outcome stranger(Snapshot snapshot, IkeArrival arrival, long nowNanos) {
    Session owner = sessions.byPair(arrival.pair());
    if (owner != null) {
      return ofKnownSession(owner, arrival, nowNanos);
    }
    Strangers.Offered offered = strangers.offer(snapshot.topology().limits(), arrival, nowNanos);
    if (offered.copies() > 0) {
      arrival.server().counters().get(upstreams.loop()).client().copied(offered.copies());
    }
    return offered.outcome();
  }

  /** It names a session: it comes to its second port, from elsewhere, or from a used endpoint. */
  private Outcome ofKnownSession(Session session, IkeArrival arrival, long nowNanos) {
    SessionUpstream known = session.upstream(arrival.server().name()).orElse(null);
    if (known == null) {
      return onAnotherPort(session, arrival, nowNanos);
    }
    Flow flow = arrival.flow();
    if (flow != null && known.loop() == upstreams.loop() && isClient(known, flow.side())) {
      flow.select(known);
    }
    return toGateway(known, arrival, nowNanos);
  }

  private Outcome onAnotherPort(Session session, IkeArrival arrival, long nowNanos) {
    ServerPlan server = arrival.server();
    if (!session.origin().group().equals(server.group().name())) {
      return Outcome.dropped(DropReason.STRANGER_IKE);
    }
    boolean loggingIn = session.mayBeLoggingIn();
    // who has logged in, or seems to have, has left plain IKE behind
    boolean comesLate = !session.isHalfOpen() && !server.natT();
    if (comesLate || !EndpointMover.mayCarry(loggingIn, arrival.datagram(), arrival.offset())) {
      return Outcome.dropped(DropReason.ENDPOINT_MOVED);
    }
    Upstreams.Opened opened = upstreams.open(session, server, arrival.clientSide(), nowNanos);
    if (opened instanceof Upstreams.Opened.Failed failed) {
      return Outcome.dropped(failed.reason());
    }
    return toGateway(((Upstreams.Opened.Open) opened).upstream(), arrival, nowNanos);
  }

  private Outcome toGateway(SessionUpstream upstream, IkeArrival arrival, long nowNanos) {
    ClientSide side = arrival.clientSide();
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, side);
    }
    if (isClient(upstream, side)) {
      heard(upstream, arrival.fromLoop(), nowNanos);
      upstream.heardIke(arrival.seen(), nowNanos);
    } else if (!EndpointMover.mayCarry(
        upstream.session().mayBeLoggingIn(), arrival.datagram(), arrival.offset())) {
      return Outcome.dropped(DropReason.ENDPOINT_MOVED);
    } else {
      upstream.heardIkeElsewhere(
          side, arrival.fromLoop(), arrival.seen(), arrival.bytes(), nowNanos);
      lift(upstream, nowNanos);
    }
    return upstreams.forward(upstream, arrival.bytes(), nowNanos);
  }
}
