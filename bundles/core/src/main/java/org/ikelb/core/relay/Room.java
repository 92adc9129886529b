package org.ikelb.core.relay;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PortRange;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.Unsettled;

/**
 * Makes room for a session, or for an upstream: of the half-open and quiet sessions of all loops,
 * the one that has shown least gives way. Nobody is refused for whom another can give way.
 *
 * <p>A session of another loop gives its socket and port back a moment later. So a few of both are
 * kept free; if none is left all the same, one of this loop goes, of several that are as good.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class Room {
  private static final int MOST_SPARE_SOCKETS = 64;
  private static final int MOST_SPARE_PORTS = 16;

  /** One in so many is kept free. */
  private static final int SPARE = 32;

  /** More than one for each: what two loops have let in at once is made good. */
  private static final int MOST_EVICTED = 2;

  /** strongSwan's half_open_timeout: so long a gateway counts what has been evicted here. */
  private static final long GATEWAY_FORGETS_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final RelayContext context;
  private final SessionTable sessions;
  private final Unsettled unsettled;
  private final Upstreams upstreams;
  private final Deque<Resting> resting = new ArrayDeque<>();

  /** An evicted session that its gateway counts until then. */
  private record Resting(LiveGateway gateway, long untilNanos) {}

  Room(RelayContext context, Upstreams upstreams) {
    this.context = context;
    this.sessions = context.sessions();
    this.unsettled = sessions.unsettled();
    this.upstreams = upstreams;
  }

  /** Makes room for a new session of this client; false: there is none. */
  boolean forSession(Limits limits, InetAddress client, long nowNanos) {
    for (int i = 0; i < MOST_EVICTED && unsettled.from(client) >= limits.halfOpenPerSource(); i++) {
      evict(unsettled.firstFrom(client), nowNanos);
    }
    for (int i = 0; i < MOST_EVICTED && sessions.unsettledCount() >= limits.halfOpen(); i++) {
      evict(unsettled.first(), nowNanos);
    }
    for (int i = 0; i < MOST_EVICTED && sessions.counted() >= limits.sessions(); i++) {
      evict(unsettled.first(), nowNanos);
    }
    return sessions.counted() < limits.sessions();
  }

  /** Makes room for an upstream, as far as others than its owner can give way. */
  void forUpstream(GatewayPath path, PortRange ports, Optional<Session> owner, long nowNanos) {
    int freeSockets = context.maxUpstreams() - sessions.upstreams().get();
    if (freeSockets <= Math.min(MOST_SPARE_SOCKETS, context.maxUpstreams() / SPARE)) {
      Optional<Session> suspect = sessions.oldestSuspect();
      evict(
          suspect.isPresent() ? suspect : choose(unsettled.oldest(), owner, freeSockets), nowNanos);
    }
    int freePorts = path.ports().free(ports);
    if (freePorts <= Math.min(MOST_SPARE_PORTS, Math.max(1, ports.size() / SPARE))) {
      evict(choose(unsettled.oldestOn(path), owner, freePorts), nowNanos);
    }
  }

  private Optional<Session> choose(List<Session> oldest, Optional<Session> owner, int free) {
    List<Session> others =
        oldest.stream().filter(session -> owner.isEmpty() || owner.get() != session).toList();
    Optional<Session> here =
        free > 0 ? Optional.empty() : others.stream().filter(this::isHere).findFirst();
    return here.isPresent() ? here : others.stream().findFirst();
  }

  private boolean isHere(Session session) {
    return session.upstreams().stream().allMatch(up -> up.loop() == upstreams.loop());
  }

  private void evict(Optional<Session> session, long nowNanos) {
    session.ifPresent(goes -> evict(goes, nowNanos));
  }

  private void evict(Session session, long nowNanos) {
    LiveGateway gateway = session.gateway();
    long until = session.origin().openedNanos() + GATEWAY_FORGETS_NANOS;
    boolean rests =
        session.isHalfOpen()
            && gateway.settings().maxHalfOpen().isPresent()
            && until - nowNanos > 0;
    if (upstreams.end(session, EndReason.EVICTED, nowNanos) && rests) {
      gateway.halfOpenResting().incrementAndGet();
      resting.add(new Resting(gateway, until));
    }
  }

  /** Forgets what the gateways have forgotten. */
  void tick(long nowNanos) {
    while (!resting.isEmpty() && resting.peek().untilNanos() - nowNanos <= 0) {
      resting.remove().gateway().halfOpenResting().decrementAndGet();
    }
  }
}
