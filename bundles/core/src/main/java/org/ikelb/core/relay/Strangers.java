package org.ikelb.core.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.IkeArrival;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;

/**
 * Finds the gateway of an IKE message that belongs to no known session, as after a roam right after
 * a re-key, or a restart without state: it is offered to every gateway of the pool, over an
 * upstream of its own. Whoever answers it, protected, has its IKE SA; the session goes on there.
 * All other answers are dropped: anybody can provoke them.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class Strangers {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Of more than any honest message has. */
  private static final int MOST_FRAGMENTS = 32;

  private final RelayContext context;
  private final Transport transport;
  private final Upstreams upstreams;
  private final Map<SpiPair, Offer> offers = new HashMap<>();
  private final Deque<Offer> oldestFirst = new ArrayDeque<>();

  Strangers(RelayContext context, Transport transport, Upstreams upstreams) {
    this.context = context;
    this.transport = transport;
    this.upstreams = upstreams;
  }

  /** A message that was offered; if in fragments, those that were. */
  private record Offer(
      SpiPair pair,
      long messageId,
      ClientSide from,
      long offeredNanos,
      List<SessionUpstream> upstreams,
      BitSet fragments) {

    /** Whether this is another fragment of it: only with all of them the gateway can answer. */
    boolean goesOn(IkeArrival arrival) {
      int fragment = arrival.seen().fragment();
      return fragment > 0
          && fragment <= MOST_FRAGMENTS
          && !fragments.get(fragment)
          && arrival.seen().id() == messageId
          && arrival.clientSide().equals(from);
    }
  }

  /** What came of offering a message. */
  record Offered(Outcome outcome, int copies) {
    static Offered dropped(DropReason reason) {
      return new Offered(Outcome.dropped(reason), 0);
    }
  }

  /** Why a message is not offered, as far as can be known before; reads only. */
  Optional<DropReason> whyNot(Limits limits, IkeArrival arrival, long nowNanos) {
    if (arrival.seen().response() || !arrival.mayComeFromElsewhere(false)) {
      return Optional.of(DropReason.STRANGER_IKE);
    }
    Offer before = offers.get(arrival.pair());
    if (before != null) {
      return before.goesOn(arrival) ? Optional.empty() : Optional.of(DropReason.STRANGER_IKE);
    }
    int unknown = context.sessions().unsettledCount() + context.sessions().offered();
    if (unknown >= limits.halfOpen() / 2
        || context.sessions().upstreams().get() >= context.maxUpstreams() / 2
        || !context.offerLimit().hasRoom(arrival.client().getAddress(), nowNanos)) {
      return Optional.of(DropReason.STRANGER_LIMIT);
    }
    return arrival.server().pool().gateways().stream().anyMatch(Strangers::isAsked)
        ? Optional.empty()
        : Optional.of(DropReason.STRANGER_IKE);
  }

  private static boolean isAsked(LiveGateway gateway) {
    return gateway.state().administrative() != AdministrativeState.MAINTENANCE;
  }

  /** Offers a message, unless there are too many of its kind. */
  Offered offer(Limits limits, IkeArrival arrival, long nowNanos) {
    Optional<DropReason> whyNot = whyNot(limits, arrival, nowNanos);
    if (whyNot.isPresent()) {
      return Offered.dropped(whyNot.get());
    }
    SpiPair pair = arrival.pair();
    Offer before = offers.get(pair);
    if (before != null) {
      return new Offered(Outcome.FORWARDED, send(before, arrival));
    }
    context.offerLimit().count(arrival.client().getAddress(), nowNanos);
    Offer offer =
        new Offer(
            pair,
            arrival.seen().id(),
            arrival.clientSide(),
            nowNanos,
            new ArrayList<>(arrival.server().pool().gateways().size()),
            new BitSet());
    for (LiveGateway gateway : arrival.server().pool().gateways()) {
      if (isAsked(gateway)) {
        open(limits, arrival, gateway, nowNanos).ifPresent(offer.upstreams::add);
      }
    }
    if (offer.upstreams.isEmpty()) {
      return Offered.dropped(DropReason.STRANGER_IKE);
    }
    offers.put(pair, offer);
    oldestFirst.add(offer);
    return new Offered(Outcome.FORWARDED, send(offer, arrival));
  }

  private int send(Offer offer, IkeArrival arrival) {
    offer.fragments.set(Math.min(arrival.seen().fragment(), MOST_FRAGMENTS));
    boolean first = true;
    for (SessionUpstream upstream : offer.upstreams) {
      UpstreamSocket socket = upstream.socket();
      if (socket == null) {
        continue;
      }
      upstream.traffic().up(arrival.bytes());
      if (first) {
        transport.forward(socket);
        first = false;
      } else {
        transport.copy(socket);
      }
    }
    return offer.upstreams.size() - 1;
  }

  private Optional<SessionUpstream> open(
      Limits limits, IkeArrival arrival, LiveGateway gateway, long nowNanos) {
    ServerPlan server = arrival.server();
    Origin origin =
        new Origin(
            arrival.initiatorSpi(),
            arrival.client().getAddress(),
            server.group().name(),
            Optional.empty(),
            "it answered for a session that ikelb did not know",
            nowNanos,
            context.time().now());
    Session session =
        context
            .sessions()
            .offer(
                origin,
                gateway,
                context.path(server, gateway, arrival.client().getAddress()),
                server.group().bindings(),
                limits.sessions());
    Upstreams.Opened opened =
        upstreams.openWithoutFlow(session, server, arrival.clientSide(), nowNanos);
    if (opened instanceof Upstreams.Opened.Open open) {
      return Optional.of(open.upstream());
    }
    session.end(EndReason.NOT_ITS_OWN, nowNanos);
    return Optional.empty();
  }

  /**
   * A gateway has answered what it was offered, protected.
   *
   * @return whether the session is its own from now on
   */
  boolean accepts(SessionUpstream upstream, SeenIke answer, long nowNanos) {
    SpiPair pair = answer.pair();
    Offer offer = offers.get(pair);
    if (offer == null
        || !offer.upstreams.contains(upstream)
        || !answer.response()
        || answer.id() != offer.messageId) {
      return false;
    }
    offers.remove(pair);
    upstream.session().progress().accepted(pair, offer.messageId, nowNanos);
    upstream.following().proven();
    upstream.following().keys().found();
    upstreams.flows().add(upstream.clientSide(), upstream);
    doubtEspOfOthers(upstream);
    endOthers(offer, upstream, nowNanos);
    return true;
  }

  /** While it was not known, its ESP went through what else the endpoint had. */
  private void doubtEspOfOthers(SessionUpstream found) {
    ClientSide side = found.clientSide();
    Flow flow = upstreams.flows().find(side.client(), side.listenAddress());
    if (flow != null) {
      flow.upstreams().stream()
          .filter(other -> other != found && other.loop() == upstreams.loop())
          .forEach(other -> other.esp().doubt());
    }
  }

  private void endOthers(Offer offer, SessionUpstream owner, long nowNanos) {
    for (SessionUpstream other : offer.upstreams) {
      if (other != owner) {
        upstreams.end(other.session(), EndReason.NOT_ITS_OWN, nowNanos);
      }
    }
  }

  /** Nobody has answered for so long. */
  void tick(long nowNanos) {
    Offer oldest;
    while ((oldest = oldestFirst.peek()) != null
        && nowNanos - oldest.offeredNanos >= PATIENCE_NANOS) {
      oldestFirst.poll();
      if (offers.remove(oldest.pair, oldest)) {
        for (SessionUpstream upstream : oldest.upstreams) {
          upstreams.end(upstream.session(), EndReason.NOT_ITS_OWN, nowNanos);
        }
      }
    }
  }
}
