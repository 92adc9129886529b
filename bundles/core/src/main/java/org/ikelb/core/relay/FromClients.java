package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.NatTraversal;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a client's datagram: validated, found by its flow or its session, forwarded.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class FromClients {
  private final SessionTable sessions;
  private final Upstreams upstreams;
  private final SessionOpener opener;

  FromClients(SessionTable sessions, Upstreams upstreams, SessionOpener opener) {
    this.sessions = sessions;
    this.upstreams = upstreams;
    this.opener = opener;
  }

  /** Handles the datagram in hand. */
  Outcome handle(
      Snapshot snapshot,
      ServerPlan server,
      InetSocketAddress client,
      int listenAddress,
      ByteBuffer datagram,
      long nowNanos) {
    Flow flow = upstreams.flows().find(client, listenAddress);
    int offset = datagram.position();
    if (server.natT()) {
      switch (NatTraversal.kindOf(datagram)) {
        case ESP -> {
          return esp(flow, datagram, nowNanos);
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
    return ike(
        snapshot, new IkeArrival(server, client, listenAddress, flow, datagram, offset), nowNanos);
  }

  private Outcome esp(@Nullable Flow flow, ByteBuffer datagram, long nowNanos) {
    if (flow == null) {
      return Outcome.dropped(DropReason.STRANGER_ESP);
    }
    int spi = datagram.getInt(datagram.position());
    SessionUpstream upstream = flow.forEsp(spi);
    if (upstream.espSpis().last() != spi) {
      upstream.espSpis().seen(spi);
    }
    return upstreams.forward(upstream, datagram.remaining(), nowNanos);
  }

  private Outcome keepalive(@Nullable Flow flow, ByteBuffer datagram, long nowNanos) {
    return flow == null
        ? Outcome.dropped(DropReason.STRANGER_KEEPALIVE)
        : upstreams.forward(flow.current(), datagram.remaining(), nowNanos);
  }

  private Outcome ike(Snapshot snapshot, IkeArrival arrival, long nowNanos) {
    ByteBuffer datagram = arrival.datagram();
    int offset = arrival.offset();
    HeaderFault fault = HeaderRules.checkFromClient(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    if (IkeHeader.opensSession(datagram, offset)) {
      return opener.open(snapshot.topology().limits(), arrival, nowNanos);
    }
    Flow flow = arrival.flow();
    return flow == null ? stranger(arrival, nowNanos) : onFlow(flow, arrival, nowNanos);
  }

  private Outcome onFlow(Flow flow, IkeArrival arrival, long nowNanos) {
    SessionUpstream upstream = flow.current();
    if (!upstream.exchanges().isLastPair(arrival.initiatorSpi(), arrival.responderSpi())) {
      Session owner = sessions.byPair(arrival.pair());
      if (owner != null && owner != upstream.session()) {
        return ofKnownSession(owner, arrival, nowNanos);
      }
      // A pair that nobody has: after a re-key the client may be the first to use it.
    }
    return forward(upstream, arrival, nowNanos);
  }

  private Outcome stranger(IkeArrival arrival, long nowNanos) {
    Session owner = sessions.byPair(arrival.pair());
    return owner == null
        ? Outcome.dropped(DropReason.STRANGER_IKE)
        : ofKnownSession(owner, arrival, nowNanos);
  }

  /** It names a session: it comes to its second port, or dials anew from a used endpoint. */
  private Outcome ofKnownSession(Session session, IkeArrival arrival, long nowNanos) {
    SessionUpstream known = session.upstream(arrival.server().name()).orElse(null);
    if (known == null) {
      return onAnotherPort(session, arrival, nowNanos);
    }
    Flow flow = arrival.flow();
    if (flow == null || !known.clientSide().equals(arrival.clientSide())) {
      return Outcome.dropped(DropReason.ENDPOINT_MOVED);
    }
    flow.select(known);
    return forward(known, arrival, nowNanos);
  }

  private Outcome onAnotherPort(Session session, IkeArrival arrival, long nowNanos) {
    ServerPlan server = arrival.server();
    if (!session.origin().group().equals(server.group().name())) {
      return Outcome.dropped(DropReason.STRANGER_IKE);
    }
    Upstreams.Opened opened = upstreams.open(session, server, arrival.clientSide(), nowNanos);
    if (opened instanceof Upstreams.Opened.Failed failed) {
      return Outcome.dropped(failed.reason());
    }
    return forward(((Upstreams.Opened.Open) opened).upstream(), arrival, nowNanos);
  }

  private Outcome forward(SessionUpstream upstream, IkeArrival arrival, long nowNanos) {
    upstream
        .exchanges()
        .fromClient(
            upstream.session(), upstream.idle(), arrival.datagram(), arrival.offset(), nowNanos);
    return upstreams.forward(upstream, arrival.bytes(), nowNanos);
  }
}
