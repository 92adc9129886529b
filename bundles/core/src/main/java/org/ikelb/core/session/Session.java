package org.ikelb.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.ObservedSession;
import org.jspecify.annotations.Nullable;

/**
 * One VPN client as ikelb follows it: its IKE SPI pairs, its upstreams and its gateway.
 *
 * <p>Thread-safe: its upstreams may lie on different loops. Changes are rare (never for ESP) and
 * short; the monitor is never held during a call to anything that could block.
 */
public final class Session implements ObservedSession {
  private final long number;
  private final Origin origin;
  private final LiveGateway gateway;
  private final @Nullable Binding binding;
  private final GatewayPath path;
  private final SessionTable table;

  private final List<SessionUpstream> upstreams = new ArrayList<>(2);
  private final LeftEndpoints left;
  private final Progress progress;
  private final Reach reach = new Reach();
  private final History history = new History();
  private final Story story = new Story();
  private volatile @Nullable EndReason ended;
  private long endedNanos;

  Session(
      long number,
      Origin origin,
      LiveGateway gateway,
      @Nullable Binding binding,
      GatewayPath path,
      SessionTable table,
      boolean offered) {
    this.number = number;
    this.origin = origin;
    this.gateway = gateway;
    this.binding = binding;
    this.path = path;
    this.table = table;
    this.left = new LeftEndpoints(table.endpointIndex());
    this.progress = new Progress(this, binding, table, offered);
  }

  /** Its number since start: a session opened later has a higher one. */
  public long number() {
    return number;
  }

  /** Its number, as people type it. */
  @Override
  public String id() {
    return SessionId.of(number);
  }

  public Origin origin() {
    return origin;
  }

  @Override
  public String gatewayName() {
    return gateway.name().toString();
  }

  public LiveGateway gateway() {
    return gateway;
  }

  /** The addresses that it keeps for life. */
  public GatewayPath path() {
    return path;
  }

  public boolean isEnded() {
    return ended != null;
  }

  // how far it has come

  /** Its login, its IKE SAs, and whether its gateway still knows it. */
  public Progress progress() {
    return progress;
  }

  public SessionState state() {
    return progress.state();
  }

  /** Whether its client may still be on its way in: half-open, or quiet. */
  public boolean mayBeLoggingIn() {
    return progress.mayBeLoggingIn();
  }

  public boolean isHalfOpen() {
    return progress.isHalfOpen();
  }

  /** The pairs of its IKE SAs that live, as far as is known. */
  public List<SpiPair> pairs() {
    return progress.ikeSas().stream()
        .filter(sa -> !sa.isPresumedDeleted())
        .map(IkeSa::pair)
        .toList();
  }

  // where its client is

  /** Whether its client gets what is sent to it. */
  public Reach reach() {
    return reach;
  }

  /** Its client is at another endpoint. */
  public void moved(SessionUpstream upstream, ClientSide from, String proof, long nowNanos) {
    gateway.counter().moved();
    ClientSide to = upstream.clientSide();
    String server = upstream.server().name();
    tell(
        nowNanos,
        "%s: moved from %s to %s: %s"
            .formatted(
                server,
                AddressText.endpoint(from.client()),
                AddressText.endpoint(to.client()),
                proof));
    table.say(
        () ->
            new SessionEvent.Moved(
                id(), server, from.client(), to.client(), gateway.name(), proof));
  }

  /** Where it was when upstreams of it closed. */
  public synchronized List<LeftEndpoint> leftEndpoints() {
    return left.all();
  }

  /** It was there before a restart. */
  public synchronized void resumeLeft(LeftEndpoint endpoint) {
    left.add(this, endpoint);
  }

  /** Adds to its story. */
  public synchronized void tell(long nowNanos, String what) {
    story.add(nowNanos, what);
  }

  /** What it went through since it was opened. */
  public synchronized List<Story.Line> story() {
    return story.lines();
  }

  // its upstreams

  /** Its upstream through a virtual server. */
  public synchronized Optional<SessionUpstream> upstream(String virtualServer) {
    return upstreams.stream().filter(u -> u.server().name().equals(virtualServer)).findFirst();
  }

  public synchronized List<SessionUpstream> upstreams() {
    return List.copyOf(upstreams);
  }

  /**
   * Adds an upstream.
   *
   * @return false if the session has ended, or has one for that virtual server already
   */
  public synchronized boolean attach(SessionUpstream upstream) {
    if (ended != null || upstream(upstream.server().name()).isPresent()) {
      return false;
    }
    upstreams.add(upstream);
    upstream.server().upstreams().incrementAndGet();
    return true;
  }

  /** Undoes {@link #attach}, once. Under the monitor. */
  private boolean release(SessionUpstream upstream) {
    boolean was = upstreams.remove(upstream);
    if (was) {
      upstream.server().upstreams().decrementAndGet();
    }
    return was;
  }

  /** An upstream that could not be opened is taken out again; the session goes on. */
  public void withdraw(SessionUpstream upstream) {
    boolean over;
    synchronized (this) {
      over = release(upstream) && upstreams.isEmpty() && ended != null;
    }
    if (over) {
      sayEnded();
    }
  }

  /** An upstream is no more; with the last one the session ends, for this reason. */
  public void detach(SessionUpstream upstream, EndReason reason, long nowNanos) {
    boolean last;
    boolean over;
    synchronized (this) {
      if (!release(upstream)) {
        return;
      }
      history.closed(upstream);
      last = upstreams.isEmpty();
      over = last && ended != null;
      if (!last && ended == null) {
        left.add(this, new LeftEndpoint(upstream.server().name(), upstream.clientSide()));
      }
    }
    if (over) {
      sayEnded();
    } else if (last) {
      end(reason, nowNanos);
    }
  }

  // its end

  /** Ends it; its upstreams are then closed on their loops. False: it had ended before. */
  public boolean end(EndReason reason, long nowNanos) {
    List<SessionUpstream> open;
    synchronized (this) {
      if (ended != null) {
        return false;
      }
      ended = reason;
      endedNanos = nowNanos;
      progress.end(reason, nowNanos);
      left.forget(this);
      open = List.copyOf(upstreams);
    }
    if (binding != null) {
      binding.release(nowNanos);
    }
    table.ended(this);
    open.forEach(upstream -> upstream.closeOnItsLoop(reason));
    if (open.isEmpty()) {
      sayEnded();
    }
    return true;
  }

  /** Once, when it has ended and all its upstreams are closed: nothing is counted any more. */
  private void sayEnded() {
    if (!progress.isOffered()) {
      table.say(this::ended);
    }
  }

  /** The administrator wants it forgotten: its key is free to go elsewhere. */
  public void forgetBinding() {
    if (binding != null) {
      binding.disown();
    }
  }

  /** That it is established, to be said. */
  synchronized SessionEvent establishedEvent(long nowNanos) {
    return SessionEvents.established(
        this, history.ends(upstreams), progress.pairsToTell(), nowNanos);
  }

  private synchronized SessionEvent ended() {
    return SessionEvents.ended(
        this,
        Objects.requireNonNull(ended),
        history.ends(upstreams),
        progress.pairsToTell(),
        history.traffic(),
        endedNanos);
  }

  SessionTable table() {
    return table;
  }
}
