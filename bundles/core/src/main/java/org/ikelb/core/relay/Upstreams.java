package org.ikelb.core.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.route.FlowTable;
import org.ikelb.core.route.IkeArrival;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamOwner;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.ike.NatTraversal;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams of one loop: opened, found by their flow, sent to, closed when their time is up.
 *
 * <p>Not thread-safe: used on its loop.
 */
final class Upstreams {
  /** Another process may sit on a port that the table thinks is free. */
  private static final int TRIES = 8;

  private final RelayContext context;
  private final Transport transport;
  private final UpstreamOwner owner;
  private final FlowTable flows = new FlowTable();
  private final TimerWheel timers;
  private @Nullable Session taker;

  Upstreams(RelayContext context, Transport transport, UpstreamOwner owner, TimerWheel timers) {
    this.context = context;
    this.transport = transport;
    this.owner = owner;
    this.timers = timers;
  }

  /** What came of trying to open one. */
  sealed interface Opened {
    /** It is open. */
    record Open(SessionUpstream upstream) implements Opened {}

    /** It is not. */
    record Failed(DropReason reason) implements Opened {}
  }

  int loop() {
    return transport.index();
  }

  FlowTable flows() {
    return flows;
  }

  /** Opens the session's upstream through a virtual server, and leads its client's flow to it. */
  Opened open(Session session, ServerPlan server, ClientSide clientSide, long nowNanos) {
    Opened opened = openWithoutFlow(session, server, clientSide, nowNanos);
    if (opened instanceof Opened.Open open) {
      flows.add(clientSide, open.upstream());
    }
    return opened;
  }

  /** Opens the session's upstream through a virtual server; only answers can come through it. */
  Opened openWithoutFlow(Session session, ServerPlan server, ClientSide clientSide, long nowNanos) {
    if (context.sessions().upstreams().get() >= context.maxUpstreams()) {
      return new Opened.Failed(DropReason.SESSION_LIMIT);
    }
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<GatewayPath.SourcePort> port =
          session.path().take(server.pool().settings().upstreamPorts());
      if (port.isEmpty()) {
        return new Opened.Failed(DropReason.NO_UPSTREAM_PORT);
      }
      SessionUpstream upstream =
          new SessionUpstream(
              session,
              server.server(),
              clientSide,
              port.get(),
              new InetSocketAddress(session.path().gateway(), server.gatewayPort()),
              owner,
              nowNanos);
      if (!session.attach(upstream)) {
        port.get().release();
        return new Opened.Failed(DropReason.ENDPOINT_MOVED);
      }
      if (connect(upstream, nowNanos)) {
        return new Opened.Open(upstream);
      }
      session.withdraw(upstream);
      port.get().release();
    }
    return new Opened.Failed(DropReason.UPSTREAM_FAILED);
  }

  /** Opens an upstream that there was before a restart; false if it cannot be opened. */
  boolean reopen(SessionUpstream upstream, long nowNanos) {
    if (!connect(upstream, nowNanos)) {
      return false;
    }
    flows.add(upstream.clientSide(), upstream);
    upstream.esp().claim();
    return true;
  }

  private boolean connect(SessionUpstream upstream, long nowNanos) {
    try {
      upstream.port().opened(transport.connect(upstream.port()));
    } catch (IOException e) {
      return false;
    }
    context.sessions().upstreams().incrementAndGet();
    timers.add(upstream, nowNanos);
    return true;
  }

  /** Sends the datagram in hand to the gateway. */
  Outcome forward(SessionUpstream upstream, int bytes, long nowNanos) {
    UpstreamSocket socket = upstream.socket();
    if (socket == null) {
      return Outcome.dropped(DropReason.UPSTREAM_CLOSED);
    }
    upstream.idle().clientSeen(nowNanos);
    upstream.traffic().up(bytes);
    taker = upstream.session();
    transport.forward(socket);
    return Outcome.FORWARDED;
  }

  /** The session that a datagram was forwarded for since {@link #forgetTaker}; null: none. */
  @Nullable Session taker() {
    return taker;
  }

  void forgetTaker() {
    taker = null;
  }

  /** Sends the datagram in hand to one more gateway. */
  boolean copy(SessionUpstream upstream, int bytes, long nowNanos) {
    UpstreamSocket socket = upstream.socket();
    if (socket == null) {
      return false;
    }
    upstream.idle().clientSeen(nowNanos);
    upstream.traffic().up(bytes);
    transport.copy(socket);
    return true;
  }

  /** Has the datagram in hand wait until the loop has time for it. */
  Outcome putOff(IkeArrival arrival, long nowNanos) {
    if (transport.putOff(arrival.listenAddress(), arrival.client())) {
      return Outcome.PUT_OFF;
    }
    arrival.server().pool().attempts().notAdmitted(nowNanos);
    return Outcome.dropped(DropReason.OPENING_LIMIT);
  }

  /** Answers a client's IKE message with one of ikelb's own. */
  void answer(IkeArrival arrival, ByteBuffer message) {
    ByteBuffer datagram = message;
    if (arrival.server().natT()) {
      datagram = ByteBuffer.allocate(NatTraversal.MARKER_LENGTH + message.remaining());
      datagram.putInt(0).put(message.duplicate()).flip();
    }
    transport.answer(arrival.listenAddress(), arrival.client(), datagram);
  }

  /**
   * Ends a session: what this loop has of it is closed at once, the rest by its own loops.
   *
   * @return false if it had ended before
   */
  boolean end(Session session, EndReason reason, long nowNanos) {
    boolean isFirst = session.end(reason, nowNanos);
    for (SessionUpstream upstream : session.upstreams()) {
      if (upstream.loop() == loop()) {
        close(upstream, reason, nowNanos);
      }
    }
    return isFirst;
  }

  /** It leaves for another loop. */
  void leave(SessionUpstream upstream) {
    timers.remove(upstream);
    flows.remove(upstream.clientSide(), upstream);
  }

  /** It has come from another loop. */
  void arrive(SessionUpstream upstream, long nowNanos) {
    timers.add(upstream, nowNanos);
    flows.add(upstream.clientSide(), upstream);
  }

  /** Closes it, which belongs to this loop; with its last upstream the session ends. */
  void close(SessionUpstream upstream, EndReason reason, long nowNanos) {
    UpstreamSocket socket = upstream.socket();
    if (socket == null) {
      return;
    }
    upstream.closed();
    try {
      socket.close();
    } finally {
      forget(upstream, reason, nowNanos);
    }
  }

  private void forget(SessionUpstream upstream, EndReason reason, long nowNanos) {
    timers.remove(upstream);
    flows.remove(upstream.clientSide(), upstream);
    if (upstream.flowLoop() != loop()) {
      context.neighbours().forgetFlow(upstream.flowLoop(), upstream.clientSide(), upstream);
    }
    if (upstream.idle().hasGatewaySpoken() && !upstream.session().progress().isWithoutPair()) {
      upstream.port().source().rest();
    } else {
      upstream.port().source().release();
    }
    context.sessions().upstreams().decrementAndGet();
    upstream.session().detach(upstream, reason, nowNanos);
  }
}
