package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.PluginSlot;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.IkeHeader;
import org.ikelb.spi.Guard;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an IKE_SA_INIT request: guards; then the session it belongs to already
 * (retransmission, cookie, INVALID_KE retry: same gateway, same upstream); else a new session.
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

  /**
   * Opens a session, or finds the one there is.
   *
   * @param offset where the IKE header begins
   * @param flow the flow of the client's endpoint, if it has one
   */
  Outcome open(
      Snapshot snapshot,
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      ByteBuffer datagram,
      int offset,
      @Nullable Flow flow,
      long nowNanos) {
    OpeningRequest opening =
        new OpeningRequest(
            clientSide.client(),
            server.name(),
            datagram.slice(offset, datagram.limit() - offset).asReadOnlyBuffer(),
            nowNanos,
            context.sessions().halfOpen());
    for (PluginSlot<Guard> guard : server.pool().guards()) {
      Optional<Outcome> outcome = ask(guard, opening, server, clientSide);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    if (flow != null) {
      SessionUpstream known = flow.withInitiatorSpi(IkeHeader.initiatorSpi(datagram, offset));
      if (known != null && isWorthKeeping(known.session())) {
        return upstreams.forward(known, datagram.remaining(), nowNanos);
      }
      if (known != null) {
        upstreams.end(known.session(), nowNanos);
      }
    }
    Optional<LiveGateway> last =
        flow == null ? Optional.empty() : Optional.of(flow.current().session().gateway());
    Placement.Choice choice = placement.place(server, opening, last);
    if (choice instanceof Placement.Choice.Refused refused) {
      return Outcome.dropped(refused.reason());
    }
    Limits limits = snapshot.topology().limits();
    return makeRoom(limits, nowNanos)
        ? place(limits, server, clientSide, opening, (Placement.Choice.Placed) choice, datagram)
        : Outcome.dropped(DropReason.SESSION_LIMIT);
  }

  /** Lets the oldest half-open session go; false if there is none. */
  boolean letOldestGo(long nowNanos) {
    Optional<Session> oldest = halfOpen.poll();
    oldest.ifPresent(session -> upstreams.end(session, nowNanos));
    return oldest.isPresent();
  }

  /** Forgets what is half-open no more. */
  void trim() {
    halfOpen.trim();
  }

  private Optional<Outcome> ask(
      PluginSlot<Guard> slot,
      OpeningRequest opening,
      ServerPlan server,
      SessionUpstream.ClientSide clientSide) {
    if (slot.instance().isEmpty()) {
      return Optional.of(Outcome.dropped(DropReason.PLUGIN_ABSENT));
    }
    Guard.Verdict verdict;
    try {
      verdict = slot.instance().get().admit(opening, opening);
    } catch (RuntimeException e) {
      slot.failures().threw(e);
      return Optional.of(Outcome.dropped(DropReason.PLUGIN_FAILED));
    }
    if (verdict instanceof Guard.Verdict.Pass) {
      return Optional.empty();
    }
    if (verdict instanceof Guard.Verdict.Answer answer) {
      upstreams.answer(server, clientSide, answer.message());
      return Optional.of(Outcome.ANSWERED);
    }
    if (verdict instanceof Guard.Verdict.Drop) {
      return Optional.of(Outcome.dropped(DropReason.GUARD));
    }
    slot.failures().returnedNonsense("no verdict");
    return Optional.of(Outcome.dropped(DropReason.PLUGIN_FAILED));
  }

  /** A half-open session leaves a gateway that is down or in maintenance; the others stay. */
  private static boolean isWorthKeeping(Session session) {
    LiveGateway.State gateway = session.gateway().state();
    return !session.isEnded()
        && gateway.administrative() != AdministrativeState.MAINTENANCE
        && (gateway.health() != Health.DOWN || !session.isHalfOpen());
  }

  private boolean makeRoom(Limits limits, long nowNanos) {
    boolean tooManyHalfOpen = context.sessions().halfOpen() >= limits.halfOpen();
    boolean tooMany =
        context.sessions().size() >= limits.sessions()
            || context.sessions().upstreams().get() >= context.maxUpstreams();
    if (!tooMany && !tooManyHalfOpen) {
      return true;
    }
    if (letOldestGo(nowNanos)) {
      return true;
    }
    context.neighbours().makeRoom(upstreams.loop());
    return !tooMany;
  }

  private Outcome place(
      Limits limits,
      ServerPlan server,
      SessionUpstream.ClientSide clientSide,
      OpeningRequest opening,
      Placement.Choice.Placed placed,
      ByteBuffer datagram) {
    LiveGateway gateway = placed.gateway();
    InetSocketAddress client = clientSide.client();
    GatewayPath path =
        context
            .sources()
            .choose(
                server.pool().settings().sourceAddresses(),
                gateway.settings(),
                client.getAddress());
    Session.Origin origin =
        new Session.Origin(
            opening.initiatorSpi(),
            server.group().name(),
            placed.why(),
            opening.nowNanos(),
            context.time().now());
    Session session =
        placed.key().isShared()
            ? context
                .sessions()
                .open(
                    origin,
                    gateway,
                    path,
                    server.group().bindings(),
                    placed.key(),
                    limits.sessions())
            : context.sessions().open(origin, gateway, path);
    Upstreams.Opened opened = upstreams.open(session, server, clientSide, opening.nowNanos());
    if (opened instanceof Upstreams.Opened.Failed failed) {
      session.end(opening.nowNanos());
      return Outcome.dropped(failed.reason());
    }
    halfOpen.add(session);
    SessionUpstream upstream = ((Upstreams.Opened.Open) opened).upstream();
    return upstreams.forward(upstream, datagram.remaining(), opening.nowNanos());
  }
}
