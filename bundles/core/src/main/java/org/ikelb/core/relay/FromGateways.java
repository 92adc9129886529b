package org.ikelb.core.relay;

import java.nio.ByteBuffer;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SpiPair;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.NatTraversal;

/**
 * What happens to a gateway's datagram: validated, learnt from, forwarded to the client from the
 * address that the client sends to.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class FromGateways {
  private final Transport transport;

  FromGateways(Transport transport) {
    this.transport = transport;
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
          return forward(upstream, datagram);
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
    seen(upstream, nowNanos);
    if (upstream.espSpis().last() != 0) {
      upstream.session().establish(nowNanos);
    }
    return forward(upstream, datagram);
  }

  private Outcome ike(SessionUpstream upstream, ByteBuffer datagram, int offset, long nowNanos) {
    HeaderFault fault = HeaderRules.checkFromGateway(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return Outcome.dropped(fault);
    }
    if (IkeHeader.isProtected(datagram, offset)) {
      seen(upstream, nowNanos);
      upstream.exchanges().fromGateway(upstream.session(), datagram, offset, nowNanos);
    } else {
      learnFromGreeting(upstream.session(), datagram, offset);
    }
    return forward(upstream, datagram);
  }

  /** The answer to IKE_SA_INIT shows the pair that IKE_AUTH will come with. */
  private static void learnFromGreeting(Session session, ByteBuffer datagram, int offset) {
    long initiator = IkeHeader.initiatorSpi(datagram, offset);
    long responder = IkeHeader.responderSpi(datagram, offset);
    if (responder != 0 && initiator == session.origin().initiatorSpi() && session.isHalfOpen()) {
      session.learn(new SpiPair(initiator, responder));
    }
  }

  private static void seen(SessionUpstream upstream, long nowNanos) {
    upstream.idle().gatewaySeen(nowNanos);
    upstream.session().gateway().seen(nowNanos);
  }

  private Outcome forward(SessionUpstream upstream, ByteBuffer datagram) {
    upstream.countDown(datagram.remaining());
    transport.forward(upstream.clientSide().listenAddress(), upstream.clientSide().client());
    return Outcome.FORWARDED;
  }
}
