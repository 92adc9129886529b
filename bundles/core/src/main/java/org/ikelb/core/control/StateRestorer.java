package org.ikelb.core.control;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
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
  private final SessionTable sessions;
  private final SourceAddresses sources;
  private final Gateways gateways;
  private final Loops loops;
  private final Events events;
  private final Time time;
  private final Map<InetSocketAddress, Integer> listen = new HashMap<>();
  private final Map<String, ServerPlan> servers;
  private final Map<String, GroupPlan> groups = new HashMap<>();
  private final List<SessionUpstream> upstreams = new ArrayList<>();
  private final Map<String, Integer> lost = new HashMap<>();
  private long agoNanos;

  StateRestorer(
      SessionTable sessions,
      SourceAddresses sources,
      Gateways gateways,
      Loops loops,
      Events events,
      Time time,
      Map<String, ServerPlan> servers,
      List<ListenAddress> addresses) {
    this.sessions = sessions;
    this.sources = sources;
    this.gateways = gateways;
    this.loops = loops;
    this.events = events;
    this.time = time;
    this.servers = servers;
    servers.values().forEach(server -> groups.put(server.group().name(), server.group()));
    addresses.forEach(address -> listen.put(address.address(), address.id()));
  }

  /** Brings back what can be brought back. */
  void restore(SavedState state, int bindingLimit) {
    // A clock that was set back must not make anything younger than it is.
    Duration ago = Duration.between(state.at(), time.now());
    agoNanos = Math.max(0, ago.toNanos());
    long begun = time.nanos();
    state.sessions().forEach(saved -> restore(saved, bindingLimit));
    List<SessionUpstream> failed = loops.reopen(upstreams);
    failed.forEach(this::drop);
    state.bindings().forEach(this::restore);
    events.say(
        new SessionEvent.Restored(
            sessions.size(),
            state.sessions().size(),
            upstreams.size() - failed.size(),
            agoNanos / 1_000_000,
            (time.nanos() - begun) / 1_000_000,
            lost.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList()));
  }

  private void restore(SavedBinding saved) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway = gateways.find(saved.gateway());
    if (group != null && gateway.isPresent()) {
      group.bindings().remember(saved.key(), gateway.get(), before(saved.released()));
    }
  }

  private void restore(SavedSession saved, int bindingLimit) {
    GroupPlan group = groups.get(saved.group());
    Optional<LiveGateway> gateway =
        gateways
            .find(saved.gateway())
            .filter(live -> live.settings().addresses().contains(saved.gatewayAddress()));
    if (group == null || gateway.isEmpty()) {
      lose(group == null ? "group-gone" : "gateway-gone");
      return;
    }
    GatewayPath path = sources.path(saved.source(), saved.gatewayAddress());
    Session.Origin origin =
        new Session.Origin(
            saved.initiatorSpi(),
            saved.group(),
            saved.key(),
            saved.placement(),
            time.nanos() - Duration.between(saved.openedAt(), time.now()).toNanos(),
            saved.openedAt());
    Session session =
        sessions.reopen(
            saved.number(), origin, gateway.get(), path, group.bindings(), bindingLimit);
    long authenticating = saved.authenticating().map(this::before).orElse(0L);
    session.resume(saved.state(), saved.pairs(), authenticating, saved.loginAnswered());
    saved.upstreams().forEach(upstream -> restore(session, path, upstream, saved));
    if (session.upstreams().isEmpty()) {
      session.end(EndReason.NOT_RESTORED, time.nanos());
    }
  }

  private void restore(
      Session session, GatewayPath path, SavedSession.Path saved, SavedSession whole) {
    ServerPlan server = servers.get(saved.virtualServer());
    Integer address = listen.get(saved.listen());
    if (server == null || address == null) {
      lose("virtual-server-gone");
      return;
    }
    Optional<GatewayPath.SourcePort> port = path.reclaim(saved.port());
    if (port.isEmpty()) {
      lose("upstream-port-taken");
      return;
    }
    SessionUpstream upstream =
        new SessionUpstream(
            session,
            server.server(),
            new SessionUpstream.ClientSide(saved.client(), address),
            port.get(),
            new InetSocketAddress(path.gateway(), server.gatewayPort()),
            loops.owner(Math.floorMod(saved.loop(), loops.size())),
            time.nanos());
    upstream.idle().resume(before(saved.silent()), whole.authenticating().isPresent());
    upstream.espSpis().resume(saved.espSpis());
    if (session.attach(upstream)) {
      upstreams.add(upstream);
    } else {
      port.get().release();
    }
  }

  private void drop(SessionUpstream upstream) {
    lose("upstream-port-taken");
    upstream.source().release();
    upstream.session().detach(upstream, EndReason.NOT_RESTORED, time.nanos());
  }

  /** So long before the state was taken, on this process's clock. */
  private long before(Duration duration) {
    long nanos = time.nanos() - agoNanos - duration.toNanos();
    return nanos == 0 ? 1 : nanos;
  }

  private void lose(String reason) {
    lost.merge(reason, 1, Integer::sum);
  }
}
