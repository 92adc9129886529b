package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.api.topology.Limits;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.IkeArrival;
import org.ikelb.core.route.Route;
import org.ikelb.core.route.Router;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;

/**
 * What happens to a client's datagram: the {@link Router} decides, here it is done. What goes
 * through an upstream of another loop is handed to that loop.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class FromClients {
  private final Upstreams upstreams;
  private final Router router;
  private final SessionOpener opener;
  private final Strangers strangers;
  private final EndpointMover mover;
  private final Rehoming rehoming;

  FromClients(
      Upstreams upstreams,
      Router router,
      SessionOpener opener,
      Strangers strangers,
      EndpointMover mover,
      Rehoming rehoming) {
    this.upstreams = upstreams;
    this.router = router;
    this.opener = opener;
    this.strangers = strangers;
    this.mover = mover;
    this.rehoming = rehoming;
  }

  /**
   * Handles the datagram in hand; but what opens a session costs many times what is known, and is
   * put off.
   *
   * @param fromLoop the loop that it came to
   * @param hasWaited whether it has been put off
   */
  Outcome handle(
      Snapshot snapshot,
      ServerPlan server,
      InetSocketAddress client,
      int listenAddress,
      int fromLoop,
      ByteBuffer datagram,
      boolean hasWaited,
      long nowNanos) {
    Route route = router.route(server, client, listenAddress, fromLoop, datagram, nowNanos);
    if (route instanceof Route.Esp esp) {
      return esp(esp, fromLoop, datagram, nowNanos);
    }
    if (route instanceof Route.Opening opening && !hasWaited) {
      return upstreams.putOff(opening.arrival(), nowNanos);
    }
    if (route instanceof Route.Ike ike) {
      return ike(ike, snapshot.topology().limits(), nowNanos);
    }
    if (route instanceof Route.EspToAll toAll) {
      return espToAll(toAll, server, fromLoop, datagram, nowNanos);
    }
    return route instanceof Route.Keepalive keepalive
        ? keepalive(keepalive, datagram, nowNanos)
        : dropped((Route.Dropped) route, server, client, nowNanos);
  }

  private static Outcome dropped(
      Route.Dropped route, ServerPlan server, InetSocketAddress client, long nowNanos) {
    if (route.reason() == DropReason.IKEV1) {
      server.server().ikev1().add(client.getAddress(), nowNanos);
    }
    return Outcome.dropped(route.reason());
  }

  // ESP

  private Outcome esp(Route.Esp route, int fromLoop, ByteBuffer datagram, long nowNanos) {
    if (route.how().wasAmbiguous()) {
      sendsAmbiguous(route.side(), true, datagram, nowNanos);
    }
    SessionUpstream upstream = route.upstream();
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, route.side());
    }
    int at = datagram.position();
    int spi = datagram.getInt(at);
    int sequence = datagram.getInt(at + Integer.BYTES);
    int bytes = datagram.remaining();
    if (isClient(upstream, route.side())) {
      heard(upstream, fromLoop, nowNanos);
      upstream.esp().heard(spi, sequence);
    } else {
      upstream.heardEspElsewhere(route.side(), fromLoop, spi, sequence, bytes, nowNanos);
      lift(upstream, nowNanos);
    }
    Outcome outcome = upstreams.forward(upstream, bytes, nowNanos);
    if (route.how() == Route.Esp.How.LIKELIEST_ANSWERED) {
      upstream.esp().claim();
    }
    return outcome;
  }

  private void sendsAmbiguous(
      ClientSide side, boolean settled, ByteBuffer datagram, long nowNanos) {
    Flow flow = upstreams.flows().find(side.client(), side.listenAddress());
    if (flow != null) {
      flow.sendsAmbiguous(datagram.getInt(datagram.position()), settled, nowNanos);
    }
  }

  /** Nobody knows whose it is: it is no use for whoever it is not for. */
  private Outcome espToAll(
      Route.EspToAll route, ServerPlan server, int fromLoop, ByteBuffer datagram, long nowNanos) {
    sendsAmbiguous(route.side(), false, datagram, nowNanos);
    List<SessionUpstream> here =
        route.upstreams().stream().filter(taker -> taker.loop() == upstreams.loop()).toList();
    if (here.isEmpty()) {
      return rehoming.passOn(route.upstreams().get(0), route.side());
    }
    int bytes = datagram.remaining();
    Outcome outcome = upstreams.forward(here.get(0), bytes, nowNanos);
    int copies = 0;
    for (SessionUpstream taker : here) {
      if (isClient(taker, route.side())) {
        heard(taker, fromLoop, nowNanos);
        taker.esp().heardPerhaps();
      }
      if (taker != here.get(0) && upstreams.copy(taker, bytes, nowNanos)) {
        copies++;
      }
    }
    server.counters().get(upstreams.loop()).client().copied(copies);
    return outcome;
  }

  private Outcome keepalive(Route.Keepalive route, ByteBuffer datagram, long nowNanos) {
    SessionUpstream upstream = route.upstream();
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, route.side());
    }
    upstream.heard(nowNanos);
    return upstreams.forward(upstream, datagram.remaining(), nowNanos);
  }

  // IKE

  private Outcome ike(Route.Ike route, Limits limits, long nowNanos) {
    IkeArrival arrival = route.arrival();
    if (route instanceof Route.Through through) {
      return through(through, nowNanos);
    }
    if (route instanceof Route.Complaint complaint) {
      return complaint.upstream().loop() == upstreams.loop()
          ? upstreams.forward(complaint.upstream(), arrival.bytes(), nowNanos)
          : rehoming.passOn(complaint.upstream(), arrival.clientSide());
    }
    if (route instanceof Route.NewUpstream onAnotherPort) {
      return newUpstream(onAnotherPort, nowNanos);
    }
    if (route instanceof Route.Again again && again.upstream().loop() != upstreams.loop()) {
      return rehoming.passOn(again.upstream(), arrival.clientSide());
    }
    return route instanceof Route.Request request
        ? opener.open(request, limits, nowNanos)
        : stranger(arrival, limits, nowNanos);
  }

  private Outcome through(Route.Through route, long nowNanos) {
    IkeArrival arrival = route.arrival();
    SessionUpstream upstream = route.upstream();
    ClientSide side = arrival.clientSide();
    if (upstream.loop() != upstreams.loop()) {
      return rehoming.passOn(upstream, side);
    }
    if (isClient(upstream, side)) {
      Flow flow = arrival.flow();
      if (flow != null && route.byPair()) {
        flow.select(upstream);
      }
      heard(upstream, arrival.fromLoop(), nowNanos);
      upstream.heardIke(arrival.seen(), arrival.bytes(), nowNanos);
    } else {
      upstream.heardIkeElsewhere(
          side, arrival.fromLoop(), arrival.seen(), arrival.bytes(), nowNanos);
      lift(upstream, nowNanos);
    }
    return upstreams.forward(upstream, arrival.bytes(), nowNanos);
  }

  private Outcome newUpstream(Route.NewUpstream route, long nowNanos) {
    IkeArrival arrival = route.arrival();
    Upstreams.Opened opened =
        opener.openAnother(route.session(), arrival.server(), arrival.clientSide(), nowNanos);
    if (opened instanceof Upstreams.Opened.Failed failed) {
      return Outcome.dropped(failed.reason());
    }
    SessionUpstream upstream = ((Upstreams.Opened.Open) opened).upstream();
    return through(new Route.Through(arrival, upstream, true), nowNanos);
  }

  private Outcome stranger(IkeArrival arrival, Limits limits, long nowNanos) {
    Strangers.Offered offered = strangers.offer(limits, arrival, nowNanos);
    if (offered.copies() > 0) {
      arrival.server().counters().get(upstreams.loop()).client().copied(offered.copies());
    }
    return offered.outcome();
  }

  // the client's endpoint

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
}
