package org.ikelb.core.route;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.NatTraversal;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a client's datagram goes, by its endpoint's flow, by what names a session in it, or
 * as a stranger. It reads only: the relay does what it says, the tracer tells it.
 *
 * <p>Used on one loop.
 */
public final class Router {
  /** A flow that was silent for so long may be another client's by now: NATs use ports again. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Map<DropReason, Route> DROPPED = droppedByReason();

  private final SessionTable sessions;
  private final FlowTable flows;
  private final int loop;
  private final Openings openings;
  private final TestMark testMark;

  /**
   * Makes a loop's router.
   *
   * @param flows those of the loop
   * @param loop its number
   * @param testMark who answers the requests of a test
   */
  public Router(SessionTable sessions, FlowTable flows, int loop, TestMark testMark) {
    this.sessions = sessions;
    this.flows = flows;
    this.loop = loop;
    this.openings = new Openings(sessions);
    this.testMark = testMark;
  }

  private static Map<DropReason, Route> droppedByReason() {
    Map<DropReason, Route> routes = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      routes.put(reason, new Route.Dropped(reason));
    }
    return routes;
  }

  private static Route dropped(DropReason reason) {
    return Objects.requireNonNull(DROPPED.get(reason));
  }

  private static Route dropped(HeaderFault fault) {
    return dropped(DropReason.valueOf(fault.name()));
  }

  /**
   * Where a datagram goes. Allocates nothing for ESP with an SPI that its flow has carried.
   *
   * @param server the virtual server it came to
   * @param fromLoop the loop it came to
   */
  public Route route(
      ServerPlan server,
      InetSocketAddress client,
      int listenAddress,
      int fromLoop,
      ByteBuffer datagram,
      long nowNanos) {
    Flow flow = flows.find(client, listenAddress);
    int offset = datagram.position();
    if (server.natT()) {
      switch (NatTraversal.kindOf(datagram)) {
        case ESP -> {
          Route.Esp known = flow == null ? null : flow.withEspSpi(datagram.getInt(offset));
          return known != null
              ? known
              : espOfNewSpi(server, flow, client, listenAddress, datagram, nowNanos);
        }
        case KEEPALIVE -> {
          return flow == null
              ? dropped(DropReason.STRANGER_KEEPALIVE)
              : new Route.Keepalive(flow.current(), flow.side());
        }
        case INVALID -> {
          return dropped(DropReason.NOT_NAT_T);
        }
        case IKE -> offset += NatTraversal.MARKER_LENGTH;
      }
    }
    HeaderFault fault = HeaderRules.checkFromClient(datagram, offset, datagram.limit() - offset);
    if (fault != HeaderFault.NONE) {
      return dropped(fault);
    }
    SeenIke seen = SeenIke.in(datagram, offset);
    return ike(
        new IkeArrival(server, client, listenAddress, fromLoop, flow, datagram, offset, seen),
        nowNanos);
  }

  // ESP

  /** After a re-key; or of a session that the flow knows nothing of, whose endpoint may move. */
  private Route espOfNewSpi(
      ServerPlan server,
      @Nullable Flow flow,
      InetSocketAddress client,
      int listenAddress,
      ByteBuffer datagram,
      long nowNanos) {
    int at = datagram.position();
    int spi = datagram.getInt(at);
    SessionUpstream owner = sessions.byEsp(spi);
    if (owner != null
        && owner.server().name().equals(server.name())
        && (flow == null
            || isStillOf(owner, flow, spi, datagram.getInt(at + Integer.BYTES), nowNanos))) {
      ClientSide side = flow == null ? new ClientSide(client, listenAddress) : flow.side();
      return new Route.Esp(owner, side, Route.Esp.How.FROM_ELSEWHERE);
    }
    return flow == null ? dropped(DropReason.STRANGER_ESP) : flow.ofNewEspSpi(spi, nowNanos);
  }

  /**
   * Whether an SPI that a flow has not had is the upstream's that has it: the flow's client may
   * have got the same one by chance, or that upstream's client may have come to this endpoint, too:
   * of a client's two tunnels, one is always the first to move.
   */
  private static boolean isStillOf(
      SessionUpstream owner, Flow flow, int spi, int sequence, long nowNanos) {
    if (isContinuedBy(flow.current(), owner)) {
      return false;
    }
    return owner.clientSide().equals(flow.side()) // and comes to this loop from now on
        || nowNanos - flow.current().provenNanos() >= STALE_NANOS
        || flow.current().cameFrom(owner.clientSide())
        || owner.espSpis().isNext(spi, sequence);
  }

  /** The client was found as a stranger, and what is left of its old session has no IKE SA. */
  private static boolean isContinuedBy(SessionUpstream newer, SessionUpstream old) {
    return newer.session().gateway() == old.session().gateway()
        && old.session().progress().isWithoutPair();
  }

  // IKE

  private Route ike(IkeArrival arrival, long nowNanos) {
    Flow flow = arrival.flow();
    if (arrival.seen().opensSa()) {
      Optional<TestAnswerer> tester = testMark.answerer(arrival.initiatorSpi(), nowNanos);
      if (tester.isPresent()) {
        return new Route.Test(arrival, tester.get());
      }
      SessionUpstream same = flow == null ? null : flow.withInitiatorSpi(arrival.initiatorSpi());
      return same != null && same.loop() != loop
          ? new Route.Again(arrival, same)
          : openings.of(arrival, same, nowNanos);
    }
    if (!arrival.seen().isProtected()) {
      return complaint(arrival);
    }
    return flow == null ? stranger(arrival) : onFlow(flow, arrival);
  }

  /**
   * A client that was started anew says in clear that it does not know the IKE SA (RFC 7296,
   * section 1.5). Its gateway has to be told, but nothing is believed.
   */
  private Route complaint(IkeArrival arrival) {
    Session session = sessions.byPair(arrival.pair());
    SessionUpstream upstream =
        session == null ? null : session.upstream(arrival.server().name()).orElse(null);
    if (upstream == null || !upstream.clientSide().equals(arrival.clientSide())) {
      return dropped(HeaderFault.UNPROTECTED);
    }
    return upstream.loop() != loop || upstream.following().answersGateway(arrival.seen())
        ? new Route.Complaint(arrival, upstream)
        : dropped(HeaderFault.UNPROTECTED);
  }

  private Route onFlow(Flow flow, IkeArrival arrival) {
    SessionUpstream upstream = flow.current();
    if (upstream.loop() != loop || !upstream.following().isLastPair(arrival.pair())) {
      Session owner = sessions.byPair(arrival.pair());
      if (owner != null && owner != upstream.session()) {
        return ofKnownSession(owner, arrival);
      }
      if (owner == null) { // after a re-key the client may be the first to use it
        return through(flow.forNewPair(arrival.pair()), arrival, false);
      }
    }
    return through(upstream, arrival, true);
  }

  private Route stranger(IkeArrival arrival) {
    Session owner = sessions.byPair(arrival.pair());
    return owner == null ? new Route.Stranger(arrival) : ofKnownSession(owner, arrival);
  }

  /** It names a session: it comes to its second port, from elsewhere, or from a used endpoint. */
  private Route ofKnownSession(Session session, IkeArrival arrival) {
    SessionUpstream known = session.upstream(arrival.server().name()).orElse(null);
    return known == null ? onAnotherPort(session, arrival) : through(known, arrival, true);
  }

  private static Route onAnotherPort(Session session, IkeArrival arrival) {
    ServerPlan server = arrival.server();
    if (!session.origin().group().equals(server.group().name())) {
      return dropped(DropReason.STRANGER_IKE);
    }
    // who has logged in, or seems to have, has left plain IKE behind
    boolean comesLate = !session.isHalfOpen() && !server.natT();
    return comesLate || !arrival.mayComeFromElsewhere(session.mayBeLoggingIn())
        ? dropped(DropReason.ENDPOINT_MOVED)
        : new Route.NewUpstream(arrival, session);
  }

  private Route through(SessionUpstream upstream, IkeArrival arrival, boolean byPair) {
    boolean isDecidedElsewhere = upstream.loop() != loop;
    return isDecidedElsewhere
            || upstream.clientSide().equals(arrival.clientSide())
            || arrival.mayComeFromElsewhere(upstream.session().mayBeLoggingIn())
        ? new Route.Through(arrival, upstream, byPair)
        : dropped(DropReason.ENDPOINT_MOVED);
  }
}
