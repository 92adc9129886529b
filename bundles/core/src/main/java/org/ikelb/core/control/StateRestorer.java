package org.ikelb.core.control;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.Login;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.session.LeftEndpoint;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.state.CoarseTime;
import org.ikelb.core.state.SavedBinding;
import org.ikelb.core.state.SavedSession;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.time.Time;

/**
 * Brings back the sessions that there were before a restart: same upstream ports, same loops, so
 * that neither clients nor gateways notice more than a pause. What does not fit the topology any
 * more, and what cannot be opened, is lost, and counted by reason.
 *
 * <p>Used once, by the control plane, before the virtual servers open.
 */
final class StateRestorer {
  /** Beyond so many lost sessions they are counted only: whoever sits on a port is looked for. */
  private static final int MOST_SAID = 20;

  private final SessionTable sessions;
  private final SourceAddresses sources;
  private final Function<GatewayId, Optional<LiveGateway>> gateways;
  private final Loops loops;
  private final Listener listener;
  private final Events events;
  private final Time time;
  private final Map<InetSocketAddress, Integer> listen = new HashMap<>();
  private final Map<String, ServerPlan> servers;
  private final Map<String, GroupPlan> groups = new HashMap<>();
  private final List<SessionUpstream> upstreams = new ArrayList<>();
  private final Map<String, Integer> lost = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private int lostSessions;
  private Instant savedNow = Instant.EPOCH;

  StateRestorer(
      SessionTable sessions,
      SourceAddresses sources,
      Function<GatewayId, Optional<LiveGateway>> gateways,
      Loops loops,
      Listener listener,
      Events events,
      Time time,
      Map<String, ServerPlan> servers,
      List<ListenAddress> addresses) {
    this.sessions = sessions;
    this.sources = sources;
    this.gateways = gateways;
    this.loops = loops;
    this.listener = listener;
    this.events = events;
    this.time = time;
    this.servers = servers;
    servers.values().forEach(server -> groups.put(server.group().name(), server.group()));
    addresses.forEach(address -> listen.put(address.address(), address.id()));
  }

  /** Brings back what can be brought back. Blocks until all sockets are open. */
  LostSessions restore(SavedState state, int bindingLimit) {
    // A clock that was set back must not make anything younger than it is.
    Instant now = time.now();
    Instant latest = state.latest();
    savedNow = latest.isAfter(now.plus(CoarseTime.GRID)) ? latest : now;
    long begun = time.nanos();
    // The newest last: it is the one an endpoint uses that has left older ones behind.
    state.sessions().stream()
        .sorted(Comparator.comparingLong(SavedSession::number))
        .forEach(saved -> restore(saved, bindingLimit));
    List<SessionUpstream> failed = loops.reopen(upstreams);
    failed.forEach(this::drop);
    state.bindings().forEach(this::restore);
    events.say(
        new SessionEvent.Restored(
            sessions.size(),
            state.sessions().size(),
            upstreams.size() - failed.size(),
            Math.max(0, Duration.between(latest, savedNow).toMillis()),
            (time.nanos() - begun) / 1_000_000,
            lostSessions,
            lost.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList()));
    return new LostSessions(now, lostSessions, said.isEmpty() ? "" : said.get(0));
  }

  private void restore(SavedBinding saved) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway = gateways.apply(saved.gateway());
    if (group != null && gateway.isPresent()) {
      group.bindings().remember(saved.key(), gateway.get(), before(saved.released()));
    }
  }

  private void restore(SavedSession saved, int bindingLimit) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway =
        gateways
            .apply(saved.gateway())
            .filter(live -> live.settings().addresses().contains(saved.gatewayAddress()));
    if (group == null || gateway.isEmpty()) {
      String reason = group == null ? "group-gone" : "gateway-gone";
      lose(reason);
      say(lost(saved, reason));
      return;
    }
    GatewayPath path = sources.path(saved.source(), saved.gatewayAddress());
    Origin origin =
        new Origin(
            saved.initiatorSpi(),
            saved.group(),
            saved.key(),
            saved.placement(),
            time.nanos() - Duration.between(saved.openedAt(), time.now()).toNanos(),
            saved.openedAt());
    Session session =
        sessions.reopen(
            saved.number(), origin, gateway.get(), path, group.bindings(), bindingLimit);
    session.resume(
        saved.state(),
        saved.ikeSas().stream()
            .map(sa -> new IkeSa(sa.pair(), sa.lastRequest(), sa.presumedDeleted()))
            .toList(),
        new Login(saved.login().stage(), before(saved.login().since())));
    for (SavedSession.Left left : saved.left()) {
      Integer address = listen.get(left.listen());
      if (address != null) {
        session.resumeLeft(
            new LeftEndpoint(left.virtualServer(), new ClientSide(left.client(), address)));
      }
    }
    session.tell(time.nanos(), "restored after a restart of ikelb");
    List<String> missing = new ArrayList<>();
    for (SavedSession.Path upstream : saved.upstreams()) {
      restore(session, path, upstream, saved).ifPresent(missing::add);
    }
    missing.forEach(this::lose);
    if (session.upstreams().isEmpty() || (!missing.isEmpty() && isWithoutTunnel(session))) {
      giveUp(session);
      missing.stream().findFirst().ifPresent(reason -> say(lost(saved, reason)));
    }
  }

  /** Ends a session of which nothing has been opened yet. */
  private void giveUp(Session session) {
    for (SessionUpstream prepared : session.upstreams()) {
      upstreams.remove(prepared);
      prepared.source().release();
      session.detach(prepared, EndReason.NOT_RESTORED, time.nanos());
    }
    session.end(EndReason.NOT_RESTORED, time.nanos());
  }

  /** What is left of it cannot carry ESP. */
  private static boolean isWithoutTunnel(Session session) {
    return session.hasLoggedIn()
        && session.upstreams().stream().noneMatch(upstream -> upstream.server().natT());
  }

  private static SessionEvent.Lost lost(SavedSession saved, String reason) {
    int port = saved.upstreams().stream().mapToInt(SavedSession.Path::port).max().orElse(0);
    return new SessionEvent.Lost(
        Long.toString(saved.number(), 36),
        saved.group(),
        saved.gateway(),
        new InetSocketAddress(saved.source(), port),
        reason,
        "");
  }

  /** Prepares an upstream; or says why it cannot be. */
  private Optional<String> restore(
      Session session, GatewayPath path, SavedSession.Path saved, SavedSession whole) {
    ServerPlan server = servers.get(saved.virtualServer());
    Integer address = listen.get(saved.listen());
    if (server == null || address == null) {
      return Optional.of("virtual-server-gone");
    }
    Optional<GatewayPath.SourcePort> port = path.reclaim(saved.port());
    if (port.isEmpty()) {
      return Optional.of("upstream-port-twice");
    }
    SessionUpstream upstream =
        new SessionUpstream(
            session,
            server.server(),
            new ClientSide(saved.client(), address),
            port.get(),
            new InetSocketAddress(path.gateway(), server.gatewayPort()),
            loops.owner(Math.floorMod(saved.loop(), loops.size())),
            time.nanos());
    upstream.idle().resume(before(saved.lastSeen()), whole.login().stage() != Login.Stage.GREETED);
    upstream.espSpis().resume(saved.espSpis());
    upstream.following().keys().resume();
    if (session.hasLoggedIn()) {
      upstream.following().proven();
    }
    if (session.attach(upstream)) {
      upstreams.add(upstream);
    } else {
      port.get().release();
    }
    return Optional.empty();
  }

  /**
   * The socket of the upstream could not be opened. A session without its tunnel is lost as a
   * whole.
   */
  private void drop(SessionUpstream upstream) {
    Session session = upstream.session();
    Optional<String> holder =
        said.size() < MOST_SAID ? listener.holder(upstream.local()) : Optional.empty();
    String reason = holder.isPresent() ? "upstream-port-taken" : "upstream-not-opened";
    lose(reason);
    upstream.source().release();
    session.detach(upstream, EndReason.NOT_RESTORED, time.nanos());
    if (upstream.server().natT()) {
      session.end(EndReason.NOT_RESTORED, time.nanos());
    }
    if (session.isEnded()) {
      say(
          new SessionEvent.Lost(
              session.id(),
              session.origin().group(),
              session.gateway().id(),
              upstream.local(),
              reason,
              holder.orElse("")));
    }
  }

  /** Says and counts a session that is lost; when there are many, counts only. */
  private void say(SessionEvent.Lost event) {
    lostSessions++;
    if (said.size() < MOST_SAID) {
      said.add("session " + event.session() + " of " + event.gateway() + why(event));
      events.say(event);
    }
  }

  private static String why(SessionEvent.Lost event) {
    return switch (event.reason()) {
      case "gateway-gone" -> ", for the topology does not have that gateway any more";
      case "group-gone" -> ", for the topology does not have its persistency group any more";
      case "virtual-server-gone" -> ", for the topology does not have its virtual server any more";
      case "upstream-port-twice" -> ", for another session has its upstream port";
      default ->
          " at port "
              + event.upstream().getPort()
              + (event.heldBy().isEmpty() ? "" : ", which is held by " + event.heldBy());
    };
  }

  /** A saved time, on this process's clock. */
  private long before(Instant saved) {
    return time.nanos() - Math.max(0, Duration.between(saved, savedNow).toNanos());
  }

  private void lose(String reason) {
    lost.merge(reason, 1, Integer::sum);
  }
}
