package org.ikelb.core.relay;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.Login;
import org.ikelb.core.gateway.GatewayState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Key;

/**
 * What happens to an IKE_SA_INIT request: guards; then the session it belongs to already
 * (retransmission, cookie, INVALID_KE retry: same gateway, same upstream); else a new session.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class SessionOpener {
  /** Clients repeat their first request after a second or more. */
  private static final long ANSWERS_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final RelayContext context;
  private final Upstreams upstreams;
  private final HalfOpenQueue halfOpen = new HalfOpenQueue();
  private final Placement placement = new Placement();

  SessionOpener(RelayContext context, Upstreams upstreams) {
    this.context = context;
    this.upstreams = upstreams;
  }

  /** Opens a session, or finds the one there is, and forwards the request. */
  Outcome open(Limits limits, IkeArrival arrival, long nowNanos) {
    OpeningRequest opening =
        new OpeningRequest(
            arrival.client(),
            arrival.server().name(),
            arrival.message(),
            nowNanos,
            context.sessions().unsettled());
    Optional<Outcome> stopped = askGuards(arrival, opening);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    Optional<LiveGateway> last = lastSession(arrival).map(Session::gateway);
    Optional<SessionUpstream> known =
        known(arrival).filter(upstream -> isSameAttempt(upstream.session(), nowNanos));
    Optional<LiveGateway> silent =
        known
            .filter(upstream -> isUnheard(upstream, nowNanos))
            .map(upstream -> upstream.session().gateway());
    if (known.isPresent()) {
      Session session = known.get().session();
      if (isWorthKeeping(session, silent, arrival.server(), nowNanos)) {
        return upstreams.forward(known.get(), arrival.bytes(), nowNanos);
      }
      upstreams.end(session, EndReason.GATEWAY_LOST, nowNanos);
    }
    Placement.Choice choice = placement.place(arrival.server(), opening, last, silent);
    if (choice instanceof Placement.Choice.Refused refused) {
      return Outcome.dropped(refused.reason());
    }
    return makeRoom(limits, nowNanos)
        ? place(limits, arrival, opening, (Placement.Choice.Placed) choice)
        : Outcome.dropped(DropReason.SESSION_LIMIT);
  }

  /** Lets the oldest half-open session go; false if there is none. */
  boolean letOldestGo(long nowNanos) {
    Optional<Session> oldest = halfOpen.poll();
    oldest.ifPresent(session -> upstreams.end(session, EndReason.EVICTED, nowNanos));
    return oldest.isPresent();
  }

  /** Suspects are counted nowhere, but have sockets. */
  private boolean letSuspectGo(long nowNanos) {
    Optional<Session> oldest = context.sessions().oldestSuspect();
    oldest.ifPresent(session -> upstreams.end(session, EndReason.EVICTED, nowNanos));
    return oldest.isPresent();
  }

  /** A session that there was before a restart gives way like those that were opened since. */
  void mayGiveWay(Session restored) {
    halfOpen.add(restored);
  }

  /** Forgets what is half-open no more. */
  void trim() {
    halfOpen.trim();
  }

  private Optional<Outcome> askGuards(IkeArrival arrival, OpeningRequest opening) {
    for (PluginSlot<Guard> guard : arrival.server().pool().guards()) {
      Optional<Outcome> stopped = ask(guard, arrival, opening);
      if (stopped.isPresent()) {
        return stopped;
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> ask(
      PluginSlot<Guard> slot, IkeArrival arrival, OpeningRequest opening) {
    if (slot.instance().isEmpty()) {
      return Optional.of(Outcome.dropped(DropReason.PLUGIN_ABSENT));
    }
    Guard.Verdict verdict = slot.ask(guard -> guard.admit(opening, opening)).orElse(null);
    if (verdict instanceof Guard.Verdict.Pass) {
      return Optional.empty();
    }
    if (verdict instanceof Guard.Verdict.Answer answer) {
      if (answer.message().remaining() > arrival.message().remaining()) {
        slot.failures().returnedNonsense("an answer that is longer than the request");
        return Optional.of(Outcome.dropped(DropReason.PLUGIN_FAILED));
      }
      upstreams.answer(arrival, answer.message());
      return Optional.of(Outcome.ANSWERED);
    }
    return Optional.of(
        Outcome.dropped(
            verdict instanceof Guard.Verdict.Drop ? DropReason.GUARD : DropReason.PLUGIN_FAILED));
  }

  /** The session that the endpoint had last, here or on this virtual server before. */
  private Optional<Session> lastSession(IkeArrival arrival) {
    Flow flow = arrival.flow();
    return flow == null
        ? Optional.ofNullable(context.sessions().lastAt(arrival.clientSide()))
        : Optional.of(flow.current().session());
  }

  /**
   * Whether a request with a session's initiator SPI belongs to it. One that is in may have been
   * repeated on the way; but if its gateway is gone, its client begins anew.
   */
  private static boolean isSameAttempt(Session session, long nowNanos) {
    LiveGateway gateway = session.gateway();
    boolean mayBeIn = !session.isHalfOpen() || session.login().stage() == Login.Stage.IDENTIFIED;
    return !mayBeIn
        || (session.state() != SessionState.SUSPECT
            && gateway.state().health() != Health.DOWN
            && !gateway.refuses(nowNanos));
  }

  /** The upstream that this very request opened before. */
  private static Optional<SessionUpstream> known(IkeArrival arrival) {
    Flow flow = arrival.flow();
    return Optional.ofNullable(flow).map(found -> found.withInitiatorSpi(arrival.initiatorSpi()));
  }

  /**
   * The gateway has had time to answer the request that is repeated now, and has sent nothing to
   * anybody since it came: its host may be gone without a word.
   */
  private static boolean isUnheard(SessionUpstream upstream, long nowNanos) {
    long waited = nowNanos - upstream.session().origin().openedNanos();
    return upstream.datagramsDown() == 0
        && waited >= ANSWERS_WITHIN_NANOS
        && !upstream.session().gateway().wasHeardWithin(waited, nowNanos);
  }

  /**
   * A half-open session leaves a gateway that is down or in maintenance, or one that refuses or is
   * silent while another would serve; the others stay.
   */
  private static boolean isWorthKeeping(
      Session session, Optional<LiveGateway> silent, ServerPlan server, long nowNanos) {
    LiveGateway gateway = session.gateway();
    GatewayState state = gateway.state();
    return !session.isEnded()
        && state.administrative() != AdministrativeState.MAINTENANCE
        && (!session.isHalfOpen()
            || (state.health() != Health.DOWN
                && ((silent.isEmpty() && !gateway.refuses(nowNanos))
                    || !Placement.servesBeside(gateway, server, nowNanos))));
  }

  private boolean makeRoom(Limits limits, long nowNanos) {
    boolean tooManyHalfOpen = context.sessions().unsettled() >= limits.halfOpen();
    boolean noSocket = context.sessions().upstreams().get() >= context.maxUpstreams();
    boolean tooMany = noSocket || context.sessions().counted() >= limits.sessions();
    if (!tooMany && !tooManyHalfOpen) {
      return true;
    }
    if ((noSocket && letSuspectGo(nowNanos)) || letOldestGo(nowNanos)) {
      return true;
    }
    context.neighbours().makeRoom(upstreams.loop());
    return !tooMany;
  }

  private Outcome place(
      Limits limits, IkeArrival arrival, OpeningRequest opening, Placement.Choice.Placed placed) {
    Session session = session(limits, arrival.server(), opening, placed);
    Upstreams.Opened opened =
        upstreams.open(session, arrival.server(), arrival.clientSide(), opening.nowNanos());
    if (opened instanceof Upstreams.Opened.Failed failed) {
      session.end(EndReason.UPSTREAM_FAILED, opening.nowNanos());
      return Outcome.dropped(failed.reason());
    }
    halfOpen.add(session);
    dialledAnew(arrival, session, opening.nowNanos());
    SessionUpstream upstream = ((Upstreams.Opened.Open) opened).upstream();
    return upstreams.forward(upstream, arrival.bytes(), opening.nowNanos());
  }

  /** What the endpoint had before may be over. */
  private void dialledAnew(IkeArrival arrival, Session newer, long nowNanos) {
    Flow flow = arrival.flow();
    if (flow != null) {
      flow.upstreams().stream()
          .map(SessionUpstream::session)
          .filter(session -> session != newer)
          .forEach(session -> session.dialledAnew(nowNanos));
    }
    Session left = context.sessions().lastAt(arrival.clientSide());
    if (left != null) {
      left.dialledAnew(nowNanos);
    }
  }

  private Session session(
      Limits limits, ServerPlan server, OpeningRequest opening, Placement.Choice.Placed placed) {
    Origin origin =
        new Origin(
            opening.initiatorSpi(),
            server.group().name(),
            Optional.of(placed.key()).filter(Key::isShared),
            placed.why(),
            opening.nowNanos(),
            context.time().now());
    placed.gateway().counter().opened();
    return context
        .sessions()
        .open(
            origin,
            placed.gateway(),
            context.path(server, placed.gateway(), opening.clientAddress()),
            server.group().bindings(),
            limits.sessions());
  }
}
