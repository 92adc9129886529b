package org.ikelb.core.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Limits;
import org.ikelb.core.attempt.Attempt;
import org.ikelb.core.attempt.Dialler;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.gateway.GatewayPath;
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
  private final Room room;
  private final Placement placement = new Placement();

  SessionOpener(RelayContext context, Upstreams upstreams) {
    this.context = context;
    this.upstreams = upstreams;
    this.room = new Room(context, upstreams);
  }

  /** Forwards a repeated request, or opens a session for it, unless a guard stops it. */
  Outcome open(Route.Request route, Limits limits, long nowNanos) {
    IkeArrival arrival = route.arrival();
    if (route instanceof Route.Test test) {
      return answer(test, nowNanos);
    }
    OpeningRequest request =
        new OpeningRequest(arrival.client(), arrival.server().name(), arrival.message(), nowNanos);
    Circumstances circumstances =
        Circumstances.of(
            (Route.First) route, limits.halfOpen(), context.sessions().unsettledCount(), nowNanos);
    Optional<Outcome> stopped = askGuards(arrival, request, circumstances);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (route instanceof Route.Again again) {
      return forward(again.upstream(), arrival, nowNanos);
    }
    Route.Opening opening = (Route.Opening) route;
    opening.instead().ifPresent(old -> upstreams.end(old, EndReason.GATEWAY_LOST, nowNanos));
    attemptsAtEndpoint(arrival).forEach(attempt -> attempt.dialledAnew(nowNanos));
    Dialler dialler = Dialler.of(arrival.client(), arrival.message());
    Placement.Choice choice =
        placement.place(
            arrival.server(),
            request,
            opening.last(),
            opening.silent(),
            arrival.server().pool().attempts().avoided(dialler, nowNanos),
            arrival.server().pool().turns()::take);
    if (choice instanceof Placement.Choice.Refused refused) {
      return notAdmitted(arrival, refused.reason(), nowNanos);
    }
    return room.forSession(limits, request.clientAddress(), nowNanos)
        ? place(
            limits,
            arrival,
            request,
            dialler,
            circumstances.isAddressShown(),
            (Placement.Choice.Placed) choice)
        : notAdmitted(arrival, DropReason.SESSION_LIMIT, nowNanos);
  }

  private Outcome answer(Route.Test test, long nowNanos) {
    IkeArrival arrival = test.arrival();
    Optional<ByteBuffer> answer =
        test.answerer()
            .answer(arrival.server().natT(), arrival.client(), arrival.message(), nowNanos);
    if (answer.isEmpty() || answer.get().remaining() > arrival.message().remaining()) {
      return Outcome.dropped(DropReason.TEST_LIMIT);
    }
    upstreams.answer(arrival, answer.get());
    return Outcome.ANSWERED;
  }

  private static Outcome notAdmitted(IkeArrival arrival, DropReason reason, long nowNanos) {
    arrival.server().pool().attempts().notAdmitted(nowNanos);
    return Outcome.dropped(reason);
  }

  /** What was tried from the endpoint before, and is not over. */
  private static List<Attempt> attemptsAtEndpoint(IkeArrival arrival) {
    Flow flow = arrival.flow();
    return flow == null
        ? List.of()
        : flow.upstreams().stream()
            .map(upstream -> upstream.session().progress().attempt())
            .flatMap(Stream::ofNullable)
            .toList();
  }

  /** Opens the session's upstream through another virtual server. */
  Upstreams.Opened openAnother(
      Session session, ServerPlan server, ClientSide clientSide, long nowNanos) {
    room.forUpstream(
        session.path(), server.pool().settings().upstreamPorts(), Optional.of(session), nowNanos);
    return upstreams.open(session, server, clientSide, nowNanos);
  }

  /** Its clock. */
  void tick(long nowNanos) {
    room.tick(nowNanos);
  }

  private Optional<Outcome> askGuards(
      IkeArrival arrival, OpeningRequest opening, Circumstances circumstances) {
    for (PluginSlot<Guard> guard : arrival.server().pool().guards()) {
      Optional<Outcome> stopped = ask(guard, arrival, opening, circumstances);
      if (stopped.isPresent()) {
        return stopped;
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> ask(
      PluginSlot<Guard> slot,
      IkeArrival arrival,
      OpeningRequest opening,
      Circumstances circumstances) {
    GuardFailure otherwise = arrival.server().pool().settings().guardFailure();
    if (slot.instance().isEmpty()) {
      return without(otherwise, DropReason.PLUGIN_ABSENT);
    }
    Guard.Verdict verdict = slot.ask(guard -> guard.admit(opening, circumstances)).orElse(null);
    if (verdict instanceof Guard.Verdict.Pass) {
      return Optional.empty();
    }
    if (verdict instanceof Guard.Verdict.Reachable) {
      circumstances.addressIsShown();
      return Optional.empty();
    }
    if (verdict instanceof Guard.Verdict.Answer answer) {
      if (answer.message().remaining() > arrival.message().remaining()) {
        slot.failures().returnedNonsense("an answer that is longer than the request");
        return without(otherwise, DropReason.PLUGIN_FAILED);
      }
      upstreams.answer(arrival, answer.message());
      arrival.server().pool().attempts().limited(opening.nowNanos());
      return Optional.of(Outcome.ANSWERED);
    }
    return verdict instanceof Guard.Verdict.Drop
        ? Optional.of(notAdmitted(arrival, DropReason.GUARD, opening.nowNanos()))
        : without(otherwise, DropReason.PLUGIN_FAILED);
  }

  /** What becomes of a request that a guard says nothing of. */
  private static Optional<Outcome> without(GuardFailure otherwise, DropReason reason) {
    return otherwise == GuardFailure.PASS ? Optional.empty() : Optional.of(Outcome.dropped(reason));
  }

  private Outcome place(
      Limits limits,
      IkeArrival arrival,
      OpeningRequest opening,
      Dialler dialler,
      boolean addressShown,
      Placement.Choice.Placed placed) {
    ServerPlan server = arrival.server();
    GatewayPath path = context.path(server, placed.gateway(), opening.clientAddress());
    room.forUpstream(
        path, server.pool().settings().upstreamPorts(), Optional.empty(), opening.nowNanos());
    Session session = session(limits, server, opening, placed, path);
    if (addressShown) {
      session.reach().shows(opening.clientAddress());
    }
    Upstreams.Opened opened =
        upstreams.open(session, server, arrival.clientSide(), opening.nowNanos());
    if (opened instanceof Upstreams.Opened.Failed failed) {
      session.end(EndReason.UPSTREAM_FAILED, opening.nowNanos());
      return notAdmitted(arrival, failed.reason(), opening.nowNanos());
    }
    dialledAnew(arrival, session, opening.nowNanos());
    SessionUpstream upstream = ((Upstreams.Opened.Open) opened).upstream();
    session
        .progress()
        .began(
            server
                .pool()
                .attempts()
                .begin(session.id(), placed.gateway(), dialler, opening.nowNanos()));
    return forward(upstream, arrival, opening.nowNanos());
  }

  private Outcome forward(SessionUpstream upstream, IkeArrival arrival, long nowNanos) {
    upstream.answers().asked(arrival.bytes());
    Attempt attempt = upstream.session().progress().attempt();
    if (attempt != null) {
      attempt.asked();
    }
    return upstreams.forward(upstream, arrival.bytes(), nowNanos);
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
      Limits limits,
      ServerPlan server,
      OpeningRequest opening,
      Placement.Choice.Placed placed,
      GatewayPath path) {
    Origin origin =
        new Origin(
            opening.initiatorSpi(),
            opening.clientAddress(),
            server.group().name(),
            Optional.of(placed.key()).filter(Key::isShared),
            placed.why(),
            opening.nowNanos(),
            context.time().now());
    placed.gateway().counter().opened();
    return context
        .sessions()
        .open(origin, placed.gateway(), path, server.group().bindings(), limits.sessions());
  }
}
