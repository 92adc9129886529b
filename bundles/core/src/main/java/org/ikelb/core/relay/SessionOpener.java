package org.ikelb.core.relay;

import java.util.Optional;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Limits;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.IkeArrival;
import org.ikelb.core.route.OpeningRequest;
import org.ikelb.core.route.Placement;
import org.ikelb.core.route.Route;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Key;

/**
 * What happens to an IKE_SA_INIT request: guards; then it goes through the upstream of the session
 * that it opened before; or it opens one, for which others may have to give way.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class SessionOpener {
  private final RelayContext context;
  private final Upstreams upstreams;
  private final HalfOpenQueue halfOpen = new HalfOpenQueue();
  private final Placement placement = new Placement();

  SessionOpener(RelayContext context, Upstreams upstreams) {
    this.context = context;
    this.upstreams = upstreams;
  }

  /** Forwards a repeated request, or opens a session for it, unless a guard stops it. */
  Outcome open(Route.Request route, Limits limits, long nowNanos) {
    IkeArrival arrival = route.arrival();
    OpeningRequest request =
        new OpeningRequest(
            arrival.client(),
            arrival.server().name(),
            arrival.message(),
            nowNanos,
            context.sessions().unsettled());
    Optional<Outcome> stopped = askGuards(arrival, request);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (route instanceof Route.Again again) {
      return upstreams.forward(again.upstream(), arrival.bytes(), nowNanos);
    }
    Route.Opening opening = (Route.Opening) route;
    opening.instead().ifPresent(old -> upstreams.end(old, EndReason.GATEWAY_LOST, nowNanos));
    Placement.Choice choice =
        placement.place(
            arrival.server(),
            request,
            opening.last(),
            opening.silent(),
            arrival.server().pool().turns()::take);
    if (choice instanceof Placement.Choice.Refused refused) {
      return Outcome.dropped(refused.reason());
    }
    return makeRoom(limits, nowNanos)
        ? place(limits, arrival, request, (Placement.Choice.Placed) choice)
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
    GuardFailure otherwise = arrival.server().pool().settings().guardFailure();
    if (slot.instance().isEmpty()) {
      return without(otherwise, DropReason.PLUGIN_ABSENT);
    }
    Guard.Verdict verdict = slot.ask(guard -> guard.admit(opening, opening)).orElse(null);
    if (verdict instanceof Guard.Verdict.Pass) {
      return Optional.empty();
    }
    if (verdict instanceof Guard.Verdict.Answer answer) {
      if (answer.message().remaining() > arrival.message().remaining()) {
        slot.failures().returnedNonsense("an answer that is longer than the request");
        return without(otherwise, DropReason.PLUGIN_FAILED);
      }
      upstreams.answer(arrival, answer.message());
      return Optional.of(Outcome.ANSWERED);
    }
    return verdict instanceof Guard.Verdict.Drop
        ? Optional.of(Outcome.dropped(DropReason.GUARD))
        : without(otherwise, DropReason.PLUGIN_FAILED);
  }

  /** What becomes of a request that a guard says nothing of. */
  private static Optional<Outcome> without(GuardFailure otherwise, DropReason reason) {
    return otherwise == GuardFailure.PASS ? Optional.empty() : Optional.of(Outcome.dropped(reason));
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
          .forEach(session -> session.progress().dialledAnew(nowNanos));
    }
    Session left = context.sessions().lastAt(arrival.clientSide());
    if (left != null) {
      left.progress().dialledAnew(nowNanos);
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
