package org.ikelb.core.persist;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.Login;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
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
  private final Survival.Place place;
  private final Events events;
  private final Time time;
  private final Map<InetSocketAddress, Integer> listen = new HashMap<>();
  private final Map<String, GroupPlan> groups = new HashMap<>();
  private final List<SessionUpstream> upstreams = new ArrayList<>();
  private final Map<LossReason, Integer> lost = new EnumMap<>(LossReason.class);
  private final List<String> said = new ArrayList<>();
  private int lostSessions;
  private Instant savedNow = Instant.EPOCH;

  StateRestorer(SessionTable sessions, Survival.Place place, Events events, Time time) {
    this.sessions = sessions;
    this.place = place;
    this.events = events;
    this.time = time;
    place.servers().values().forEach(plan -> groups.put(plan.group().name(), plan.group()));
    place.addresses().forEach(address -> listen.put(address.address(), address.id()));
  }

  /** Brings back what can be brought back. Blocks until all sockets are open. */
  LostSessions restore(SavedState state) {
    // A clock that was set back must not make anything younger than it is.
    Instant now = time.now();
    Instant latest = state.latest();
    savedNow = latest.isAfter(now.plus(CoarseTime.GRID)) ? latest : now;
    long begun = time.nanos();
    // The newest last: it is the one an endpoint uses that has left older ones behind.
    state.sessions().stream()
        .sorted(Comparator.comparingLong(SavedSession::number))
        .forEach(this::restore);
    Loops.NotReopened not = place.loops().reopen(upstreams);
    for (SessionUpstream upstream : not.failed()) {
      upstream.port().source().release();
      drop(upstream);
    }
    not.hanging().forEach(this::drop);
    state.bindings().forEach(this::restore);
    events.say(
        new SessionEvent.Restored(
            sessions.size(),
            state.sessions().size(),
            upstreams.size() - not.failed().size() - not.hanging().size(),
            Math.max(0, Duration.between(latest, savedNow).toMillis()),
            (time.nanos() - begun) / 1_000_000,
            lostSessions,
            lost.entrySet().stream().map(e -> e.getKey().key() + ":" + e.getValue()).toList()));
    return new LostSessions(now, lostSessions, said.isEmpty() ? "" : said.get(0));
  }

  private void restore(SavedBinding saved) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway = place.gateways().apply(saved.gateway());
    if (group != null && gateway.isPresent()) {
      group.bindings().remember(saved.key(), gateway.get(), before(saved.released()));
    }
  }

  private void restore(SavedSession saved) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway =
        place
            .gateways()
            .apply(saved.gateway())
            .filter(live -> live.settings().addresses().contains(saved.gatewayAddress()));
    if (group == null || gateway.isEmpty()) {
      LossReason reason = group == null ? LossReason.GROUP_GONE : LossReason.GATEWAY_GONE;
      lose(reason);
      say(lost(saved, reason), reason);
      return;
    }
    GatewayPath path = place.sources().path(saved.source(), saved.gatewayAddress());
    Origin origin =
        new Origin(
            saved.initiatorSpi(),
            from(saved),
            saved.group(),
            saved.key(),
            saved.placement(),
            time.nanos() - Duration.between(saved.openedAt(), time.now()).toNanos(),
            saved.openedAt());
    Session session =
        sessions.reopen(
            saved.number(), origin, gateway.get(), path, group.bindings(), place.bindingLimit());
    session
        .progress()
        .resume(
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
    List<LossReason> missing = new ArrayList<>();
    for (SavedSession.Path upstream : saved.upstreams()) {
      restore(session, path, upstream, saved).ifPresent(missing::add);
    }
    missing.forEach(this::lose);
    if (session.upstreams().isEmpty() || (!missing.isEmpty() && isWithoutTunnel(session))) {
      giveUp(session);
      missing.stream().findFirst().ifPresent(reason -> say(lost(saved, reason), reason));
    }
  }

  /** Ends a session of which nothing has been opened yet. */
  private void giveUp(Session session) {
    for (SessionUpstream prepared : session.upstreams()) {
      upstreams.remove(prepared);
      prepared.port().source().release();
      session.detach(prepared, EndReason.NOT_RESTORED, time.nanos());
    }
    session.end(EndReason.NOT_RESTORED, time.nanos());
  }

  /** What is left of it cannot carry ESP. */
  private static boolean isWithoutTunnel(Session session) {
    return session.progress().hasLoggedIn()
        && session.upstreams().stream().noneMatch(upstream -> upstream.server().natT());
  }

  /** Where its client is: that is where it asked first, mostly. */
  private static InetAddress from(SavedSession saved) {
    return saved.upstreams().stream()
        .findFirst()
        .map(upstream -> upstream.client().getAddress())
        .orElse(saved.source());
  }

  private SessionEvent.Lost lost(SavedSession saved, LossReason reason) {
    int port = saved.upstreams().stream().mapToInt(SavedSession.Path::port).max().orElse(0);
    return new SessionEvent.Lost(
        Long.toString(saved.number(), 36),
        saved.group(),
        saved.upstreams().stream().map(SavedSession.Path::client).toList(),
        saved.gateway(),
        saved.gatewayAddress(),
        known(new InetSocketAddress(saved.source(), port), saved.gatewayAddress()),
        reason.key(),
        "");
  }

  /** The address that the kernel chooses, where nobody else did. */
  private InetSocketAddress known(InetSocketAddress local, InetAddress gateway) {
    return local.getAddress().isAnyLocalAddress() && said.size() < MOST_SAID
        ? place
            .listener()
            .sourceTowards(gateway)
            .map(source -> new InetSocketAddress(source, local.getPort()))
            .orElse(local)
        : local;
  }

  /** Prepares an upstream; or says why it cannot be. */
  private Optional<LossReason> restore(
      Session session, GatewayPath path, SavedSession.Path saved, SavedSession whole) {
    ServerPlan server = place.servers().get(saved.virtualServer());
    Integer address = listen.get(saved.listen());
    if (server == null || address == null) {
      return Optional.of(LossReason.VIRTUAL_SERVER_GONE);
    }
    Optional<GatewayPath.SourcePort> port = path.reclaim(saved.port());
    if (port.isEmpty()) {
      return Optional.of(LossReason.UPSTREAM_PORT_TWICE);
    }
    SessionUpstream upstream =
        new SessionUpstream(
            session,
            server.server(),
            new ClientSide(saved.client(), address),
            port.get(),
            new InetSocketAddress(path.gateway(), server.gatewayPort()),
            place.loops().owner(Math.floorMod(saved.loop(), place.loops().size())),
            time.nanos());
    upstream.idle().resume(before(saved.lastSeen()), whole.login().stage() != Login.Stage.GREETED);
    upstream.espSpis().resume(saved.espSpis());
    upstream.following().keys().resume();
    if (whole.state() != SessionState.HALF_OPEN || whole.login().stage() != Login.Stage.GREETED) {
      upstream.answers().resume();
    }
    if (session.progress().hasLoggedIn()) {
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
        said.size() < MOST_SAID ? place.listener().holder(upstream.local()) : Optional.empty();
    LossReason reason =
        holder.isPresent() ? LossReason.UPSTREAM_PORT_TAKEN : LossReason.UPSTREAM_NOT_OPENED;
    lose(reason);
    session.detach(upstream, EndReason.NOT_RESTORED, time.nanos());
    if (upstream.server().natT()) {
      session.end(EndReason.NOT_RESTORED, time.nanos());
    }
    if (session.isEnded()) {
      say(
          new SessionEvent.Lost(
              session.id(),
              session.origin().group(),
              List.of(upstream.clientSide().client()),
              session.gateway().id(),
              upstream.remote().getAddress(),
              known(upstream.local(), upstream.remote().getAddress()),
              reason.key(),
              holder.orElse("")),
          reason);
    }
  }

  /** Says and counts a session that is lost; when there are many, counts only. */
  private void say(SessionEvent.Lost event, LossReason reason) {
    lostSessions++;
    if (said.size() < MOST_SAID) {
      said.add("session " + event.session() + " of " + event.gateway() + reason.inWords(event));
      events.say(event);
    }
  }

  /** A saved time, on this process's clock. */
  private long before(Instant saved) {
    return time.nanos() - Math.max(0, Duration.between(saved, savedNow).toNanos());
  }

  private void lose(LossReason reason) {
    lost.merge(reason, 1, Integer::sum);
  }
}
