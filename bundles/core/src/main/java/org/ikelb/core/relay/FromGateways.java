package org.ikelb.core.relay;

import java.nio.ByteBuffer;
import org.ikelb.core.attempt.Attempt;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.follow.Following;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.UnprovenEndpoint;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.InvalidIkeSpi;
import org.ikelb.ike.NatTraversal;

/**
 * What happens to a gateway's datagram: validated, learnt from, forwarded to the client from the
 * address that the client sends to.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class FromGateways {
  private final Transport transport;
  private final EndpointMover mover;
  private final Strangers strangers;

  FromGateways(Transport transport, EndpointMover mover, Strangers strangers) {
    this.transport = transport;
    this.mover = mover;
    this.strangers = strangers;
  }

  /** Handles the datagram in hand. */
  Outcome handle(SessionUpstream upstream, ByteBuffer datagram, long nowNanos) {
    if (upstream.socket() == null) {
      return Outcome.dropped(DropReason.UPSTREAM_CLOSED);
    }
    int offset = datagram.position();
    if (upstream.server().natT()) {
      switch (NatTraversal.kindOf(datagram)) {
        case ESP -> {
          return esp(upstream, datagram, nowNanos);
        }
        case KEEPALIVE -> {
          return upstream.session().progress().isOffered()
              ? Outcome.dropped(DropReason.STRANGER_ANSWER)
              : forward(upstream, datagram, nowNanos);
        }
        case INVALID -> {
          return Outcome.dropped(DropReason.NOT_NAT_T);
        }
        case IKE -> offset += NatTraversal.MARKER_LENGTH;
      }
    }
    return ike(upstream, datagram, offset, nowNanos);
  }

  private Outcome esp(SessionUpstream upstream, ByteBuffer datagram, long nowNanos) {
    if (upstream.session().progress().isOffered()) {
      return Outcome.dropped(DropReason.STRANGER_ANSWER);
    }
    seen(upstream, nowNanos);
    upstream.esp().answered(nowNanos);
    return forward(upstream, datagram, nowNanos);
  }

  private Outcome ike(SessionUpstream upstream, ByteBuffer datagram, int offset, long nowNanos) {
    HeaderFault fault = HeaderRules.checkFromGateway(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    SeenIke seen = SeenIke.in(datagram, offset);
    Session session = upstream.session();
    if (session.progress().isOffered()
        && !(seen.isProtected() && strangers.accepts(upstream, seen, nowNanos))) {
      return Outcome.dropped(DropReason.STRANGER_ANSWER);
    }
    if (seen.opensSa()) {
      return greeting(upstream, datagram, offset, seen, nowNanos);
    }
    if (!seen.isProtected()) {
      return inClear(upstream, datagram, offset, seen, nowNanos);
    }
    Following.Heard heard = upstream.answeredIke(seen, nowNanos);
    if (!heard.own()) {
      session.gateway().seen(nowNanos);
      return foreign(upstream, datagram);
    }
    seen(upstream, nowNanos);
    Attempt attempt = session.progress().attempt();
    if (attempt != null && seen.isLogin() && seen.response()) {
      attempt.loginAnswered(seen, datagram.remaining());
    }
    heard.moved().ifPresent(endpoint -> mover.move(upstream, endpoint, heard.how(), nowNanos));
    return forward(upstream, datagram, nowNanos);
  }

  /** The answer to IKE_SA_INIT shows the pair that IKE_AUTH will come with. */
  private Outcome greeting(
      SessionUpstream upstream, ByteBuffer datagram, int offset, SeenIke answer, long nowNanos) {
    Session session = upstream.session();
    session.gateway().heard(nowNanos);
    if (answer.pair().initiator() != session.origin().initiatorSpi()) {
      return Outcome.dropped(DropReason.FOREIGN_ANSWER);
    }
    Attempt attempt = session.progress().attempt();
    if (attempt != null) {
      attempt.answered(datagram, offset, nowNanos).ifPresent(what -> session.tell(nowNanos, what));
    }
    if (answer.pair().responder() != 0 && session.isHalfOpen()) {
      session.progress().learnFromGreeting(answer.pair());
    }
    upstream.answers().answered(datagram.remaining());
    return forward(upstream, datagram, nowNanos);
  }

  /** Anybody can provoke this; but nobody else can make the gateway forget a session. */
  private Outcome inClear(
      SessionUpstream upstream, ByteBuffer datagram, int offset, SeenIke seen, long nowNanos) {
    Session session = upstream.session();
    session.gateway().heard(nowNanos);
    if (session.progress().ikeSa(seen.pair()) == null) {
      return foreign(upstream, datagram);
    }
    if (InvalidIkeSpi.isIn(datagram, offset)) {
      session.progress().suspect("its gateway says that it does not know it", nowNanos);
    }
    return forward(upstream, datagram, nowNanos);
  }

  /** It belongs to whoever had the port before, or to a re-key that was not seen. */
  private Outcome foreign(SessionUpstream upstream, ByteBuffer datagram) {
    upstream.traffic().down(datagram.remaining());
    upstream.server().counters().get(transport.index()).gateway().foreign();
    return send(upstream, upstream.clientSide(), datagram.remaining());
  }

  /** A client whose address may be forged gets no more than the rules allow. */
  private Outcome send(SessionUpstream upstream, ClientSide side, int bytes) {
    if (!upstream.answers().takes(side.client().getAddress(), bytes)) {
      return Outcome.dropped(DropReason.UNPROVEN_ADDRESS);
    }
    transport.forward(side.listenAddress(), side.client());
    return Outcome.FORWARDED;
  }

  private static void seen(SessionUpstream upstream, long nowNanos) {
    upstream.idle().gatewaySeen(nowNanos);
    upstream.session().gateway().seen(nowNanos);
  }

  private Outcome forward(SessionUpstream upstream, ByteBuffer datagram, long nowNanos) {
    upstream.traffic().down(datagram.remaining());
    EndpointMoves moves = upstream.moves();
    ClientSide side =
        moves == null
            ? upstream.clientSide()
            : sendCopies(upstream, moves, datagram.remaining(), nowNanos);
    return send(upstream, side, datagram.remaining());
  }

  /** Sends copies to the unproven endpoints; says where the datagram itself goes. */
  private ClientSide sendCopies(
      SessionUpstream upstream, EndpointMoves moves, int bytes, long nowNanos) {
    mover.lift(upstream, moves, nowNanos);
    UnprovenEndpoint standIn = moves.standIn(upstream.provenNanos(), nowNanos);
    moves.forgetSilent(nowNanos);
    int copies = 0;
    for (int i = 0; i < moves.size(); i++) {
      ClientSide taker = moves.copyFor(i, bytes, standIn);
      if (taker != null) {
        transport.copy(taker.listenAddress(), taker.client());
        copies++;
      }
    }
    upstream.server().counters().get(transport.index()).gateway().copied(copies);
    upstream.forgetMoves();
    return standIn == null ? upstream.clientSide() : standIn.side();
  }
}
