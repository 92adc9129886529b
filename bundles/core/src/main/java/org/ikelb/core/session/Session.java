package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.AddressText;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.jspecify.annotations.Nullable;

/**
 * One VPN client as ikelb follows it: its IKE SPI pairs, its upstreams and its gateway.
 *
 * <p>Thread-safe: its upstreams may lie on different loops. Changes are rare (never for ESP) and
 * short; the monitor is never held during a call to anything that could block.
 */
public final class Session {
  private final long number;
  private final Origin origin;
  private final LiveGateway gateway;
  private final @Nullable Binding binding;
  private final GatewayPath path;
  private final SessionTable table;

  private final List<SessionUpstream> upstreams = new ArrayList<>(2);
  private final IkeSas ikeSas;
  private volatile SessionState state = SessionState.HALF_OPEN;
  private final History history = new History();
  private final Story story = new Story();
  private volatile @Nullable EndReason ended;
  private long endedNanos;
  private volatile boolean withoutPair;
  private volatile long authenticatingNanos;
  private volatile boolean loginAnswered;
  private volatile boolean offered;

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
    this.offered = offered;
    this.ikeSas = new IkeSas(this, table.index(), new SpiPair(origin.initiatorSpi(), 0));
  }

  /** Its number since start: a session opened later has a higher one. */
  public long number() {
    return number;
  }

  /** Its number, as people type it. */
  public String id() {
    return Long.toString(number, 36);
  }

  public Origin origin() {
    return origin;
  }

  public LiveGateway gateway() {
    return gateway;
  }

  /** The addresses that it keeps for life. */
  public GatewayPath path() {
    return path;
  }

  public SessionState state() {
    return state;
  }

  public boolean isHalfOpen() {
    return ended == null && state == SessionState.HALF_OPEN;
  }

  public boolean isEnded() {
    return ended != null;
  }

  /** All its IKE SAs were deleted. */
  public boolean isWithoutPair() {
    return withoutPair;
  }

  /** When IKE_AUTH last went on, in nanoseconds; 0: it has not begun. */
  public long authenticatingNanos() {
    return authenticatingNanos;
  }

  /** Whether the gateway has answered an IKE_AUTH, protected. */
  public boolean isLoginAnswered() {
    return loginAnswered;
  }

  /** It was like this before a restart. */
  public void resume(
      SessionState was, List<IkeSa> itsSas, long authenticating, boolean wasAnswered) {
    authenticatingNanos = authenticating;
    loginAnswered = wasAnswered;
    itsSas.forEach(this::learn);
    withoutPair = itsSas.isEmpty() && was == SessionState.ESTABLISHED;
    if (was == SessionState.ESTABLISHED) {
      becomeEstablished();
    }
  }

  /** The client has begun to log in. */
  public void authenticationSeen(long nowNanos) {
    if (authenticatingNanos == 0) {
      authenticatingNanos = nowNanos == 0 ? 1 : nowNanos;
    }
  }

  /** The gateway has answered an IKE_AUTH, protected: it goes on. */
  public void authenticationAnswered(long nowNanos) {
    authenticatingNanos = nowNanos == 0 ? 1 : nowNanos;
    loginAnswered = true;
  }

  /** The client is in. */
  public void establish(long nowNanos) {
    if (state == SessionState.ESTABLISHED || !becomeEstablished()) {
      return;
    }
    gateway.counter().established();
    if (loginAnswered) {
      gateway.counter().login(nowNanos - origin.openedNanos());
    }
    if (table.events().wantsSessions()) {
      table.events().sayLater(established(nowNanos));
    }
  }

  private synchronized boolean becomeEstablished() {
    if (ended != null || state == SessionState.ESTABLISHED) {
      return false;
    }
    state = SessionState.ESTABLISHED;
    countNotEstablished(-1);
    gateway.established().incrementAndGet();
    if (binding != null) {
      binding.prove();
    }
    return true;
  }

  /** The gateway uses this pair: the session is found by it from now on. */
  void learn(IkeSa sa, long nowNanos) {
    if (learn(sa) && state == SessionState.ESTABLISHED) {
      tell(nowNanos, "re-keyed: SPI pair " + sa.pair());
    }
  }

  /** The answer to its IKE_SA_INIT shows the pair that its login will come with. */
  public void learnFromGreeting(SpiPair pair) {
    learn(new IkeSa(pair, IkeSa.NONE));
  }

  private synchronized boolean learn(IkeSa sa) {
    if (ended != null || !ikeSas.add(sa)) {
      return false;
    }
    withoutPair = false;
    return true;
  }

  /** An IKE SA was deleted; the session may live on with another. */
  void forget(SpiPair pair, long nowNanos) {
    synchronized (this) {
      if (!ikeSas.remove(pair)) {
        return;
      }
      withoutPair = ikeSas.isEmpty();
    }
    tell(nowNanos, "deleted: SPI pair " + pair);
  }

  /** Its IKE SA with this pair; null: it has none that the gateway has confirmed. */
  synchronized @Nullable IkeSa ikeSa(SpiPair pair) {
    return ikeSas.find(pair);
  }

  public synchronized List<IkeSa> ikeSas() {
    return ikeSas.all();
  }

  public List<SpiPair> pairs() {
    return ikeSas().stream().map(IkeSa::pair).toList();
  }

  /** Nobody knows yet whether it is the gateway's: it is not spoken of until then. */
  public boolean isOffered() {
    return offered;
  }

  /** The gateway has answered the offered request, protected: the session is its own. */
  public void accepted(SpiPair pair, long id, long nowNanos) {
    if (!becomeTheGateways()) {
      return;
    }
    gateway.counter().opened();
    learn(new IkeSa(pair, id));
    tell(nowNanos, "found: the gateway answered request " + id + " of SPI pair " + pair);
  }

  private synchronized boolean becomeTheGateways() {
    if (ended != null || !offered) {
      return false;
    }
    countNotEstablished(-1);
    offered = false;
    countNotEstablished(1);
    return true;
  }

  /** Its client is at another endpoint. */
  public void moved(
      SessionUpstream upstream, SessionUpstream.ClientSide from, String proof, long nowNanos) {
    gateway.counter().moved();
    InetSocketAddress to = upstream.clientSide().client();
    String server = upstream.server().name();
    tell(
        nowNanos,
        "%s: moved from %s to %s: %s"
            .formatted(
                server, AddressText.endpoint(from.client()), AddressText.endpoint(to), proof));
    if (table.events().wantsSessions()) {
      table
          .events()
          .sayLater(new SessionEvent.Moved(id(), server, from.client(), to, gateway.name(), proof));
    }
  }

  /** Adds to its story. */
  public synchronized void tell(long nowNanos, String what) {
    story.add(nowNanos, what);
  }

  /** What it went through since it was opened. */
  public synchronized List<Story.Line> story() {
    return story.lines();
  }

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
    return upstreams.add(upstream);
  }

  /** An upstream that could not be opened is taken out again; the session goes on. */
  public void withdraw(SessionUpstream upstream) {
    boolean over;
    synchronized (this) {
      over = upstreams.remove(upstream) && upstreams.isEmpty() && ended != null;
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
      if (!upstreams.remove(upstream)) {
        return;
      }
      history.closed(upstream);
      last = upstreams.isEmpty();
      over = last && ended != null;
    }
    if (over) {
      sayEnded();
    } else if (last) {
      end(reason, nowNanos);
    }
  }

  /** Ends it; each of its upstreams is then closed on its own loop. */
  public void end(EndReason reason, long nowNanos) {
    List<SessionUpstream> open;
    synchronized (this) {
      if (ended != null) {
        return;
      }
      ended = reason;
      endedNanos = nowNanos;
      countEnd(reason, nowNanos);
      if (state == SessionState.HALF_OPEN) {
        countNotEstablished(-1);
      } else {
        gateway.established().decrementAndGet();
      }
      ikeSas.release();
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
  }

  private void countEnd(EndReason reason, long nowNanos) {
    if (!offered) {
      gateway.counter().ended(reason);
    }
    if (state == SessionState.ESTABLISHED) {
      gateway.counter().life(nowNanos - origin.openedNanos());
    }
  }

  /** What it means for the session when its last upstream was silent for too long. */
  public EndReason reasonOfSilence() {
    if (state == SessionState.ESTABLISHED) {
      return withoutPair ? EndReason.DELETED : EndReason.IDLE;
    }
    return authenticatingNanos == 0 ? EndReason.HALF_OPEN_TIMEOUT : EndReason.LOGIN_TIMEOUT;
  }

  /** Once, when it has ended and all its upstreams are closed: nothing is counted any more. */
  private void sayEnded() {
    if (!offered && table.events().wantsSessions()) {
      table.events().sayLater(ended());
    }
  }

  /** The administrator wants it forgotten: its key is free to go elsewhere. */
  public void forgetBinding() {
    if (binding != null) {
      binding.disown();
    }
  }

  private synchronized SessionEvent established(long nowNanos) {
    return SessionEvents.established(this, history.ends(upstreams), ikeSas.pairsToTell(), nowNanos);
  }

  private synchronized SessionEvent ended() {
    return SessionEvents.ended(
        this,
        Objects.requireNonNull(ended),
        history.ends(upstreams),
        ikeSas.pairsToTell(),
        history.traffic(),
        endedNanos);
  }

  SessionTable table() {
    return table;
  }

  void countNotEstablished(int change) {
    if (offered) {
      table.countOffered(change);
      return;
    }
    gateway.halfOpen().addAndGet(change);
    path.ports().halfOpen().addAndGet(change);
    table.countHalfOpen(change);
  }
}
