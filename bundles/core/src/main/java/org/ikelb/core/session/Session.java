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
import org.ikelb.core.follow.Followed;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.Login;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.jspecify.annotations.Nullable;

/**
 * One VPN client as ikelb follows it: its IKE SPI pairs, its upstreams and its gateway.
 *
 * <p>Thread-safe: its upstreams may lie on different loops. Changes are rare (never for ESP) and
 * short; the monitor is never held during a call to anything that could block.
 */
public final class Session implements Followed {
  private static final int RADIX = 36;

  private final long number;
  private final Origin origin;
  private final LiveGateway gateway;
  private final @Nullable Binding binding;
  private final GatewayPath path;
  private final SessionTable table;

  private final List<SessionUpstream> upstreams = new ArrayList<>(2);
  private final IkeSas ikeSas;
  private final LeftEndpoints left;
  private final Standing standing;
  private final History history = new History();
  private final Story story = new Story();
  private volatile Login login = Login.NOT_BEGUN;
  private volatile @Nullable EndReason ended;
  private long endedNanos;
  private volatile boolean withoutPair;
  private volatile boolean dialledAnew;
  private boolean wasEstablished;

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
    this.standing = new Standing(gateway, path, table, offered);
    this.left = new LeftEndpoints(table.endpointIndex());
    this.ikeSas = new IkeSas(this, table.index(), new SpiPair(origin.initiatorSpi(), 0));
    standing.enter();
  }

  /** Its number since start: a session opened later has a higher one. */
  public long number() {
    return number;
  }

  /** Its number, as people type it. */
  public String id() {
    return Long.toString(number, RADIX);
  }

  /**
   * The number that an id stands for.
   *
   * @throws NumberFormatException if it is no id
   */
  static long numberOf(String id) {
    return Long.parseLong(id, RADIX);
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
    return standing.state();
  }

  public boolean isHalfOpen() {
    return ended == null && state() == SessionState.HALF_OPEN;
  }

  /** Whether its client may still be on its way in: half-open, or quiet. */
  public boolean mayBeLoggingIn() {
    return ended == null && !hasLoggedIn();
  }

  @Override
  public boolean hasLoggedIn() {
    SessionState now = state();
    return now == SessionState.ESTABLISHED || now == SessionState.SUSPECT;
  }

  public boolean isEnded() {
    return ended != null;
  }

  /** All its IKE SAs were deleted, as it seems. */
  public boolean isWithoutPair() {
    return withoutPair;
  }

  /** Its endpoint has opened another session since its SPI pairs were deleted. */
  public boolean isDialledAnew() {
    return dialledAnew;
  }

  public Login login() {
    return login;
  }

  /** It was like this before a restart. */
  public void resume(SessionState was, List<IkeSa> itsSas, Login itsLogin) {
    login = itsLogin;
    itsSas.forEach(this::add);
    synchronized (this) {
      withoutPair = !ikeSas.anyLives() && was != SessionState.HALF_OPEN;
      if (ended == null && was != SessionState.HALF_OPEN) {
        wasEstablished = was != SessionState.QUIET;
        standing.become(was);
        prove();
        if (was == SessionState.SUSPECT) {
          table.suspected(this);
        }
      }
    }
  }

  // how far it has come

  @Override
  public synchronized void loginAsked(long nowNanos) {
    login = login.asked(nowNanos);
    if (ended == null && state() == SessionState.QUIET && login.stage() == Login.Stage.ASKED) {
      standing.become(SessionState.HALF_OPEN); // it was only slow
    }
  }

  @Override
  public void loginAnswered(SeenIke answer, long nowNanos) {
    synchronized (this) {
      login = login.answered(answer, nowNanos);
    }
    if (Login.isSuccess(answer)) {
      establish(nowNanos);
    }
  }

  @Override
  public void answeredAfterLogin(long nowNanos) {
    if (login.isOverByAnotherExchange()) {
      establish(nowNanos);
    }
  }

  /** Nothing more was seen of a login that may well have ended so. */
  synchronized void becomeQuietIfItIs(long nowNanos) {
    if (isHalfOpen() && login.isQuiet(nowNanos)) {
      standing.become(SessionState.QUIET);
      prove();
      story.add(nowNanos, "quiet: the gateway has answered the login, and nobody said more");
    }
  }

  /** The client is in; or its gateway knows it after all. */
  public void establish(long nowNanos) {
    if (state() == SessionState.ESTABLISHED) {
      return;
    }
    boolean first;
    synchronized (this) {
      if (ended != null || state() == SessionState.ESTABLISHED) {
        return;
      }
      if (state() == SessionState.SUSPECT) {
        story.add(nowNanos, "no suspect any more: it is used");
        ikeSas.revive(); // ESP outlives no IKE SA
        withoutPair = ikeSas.isEmpty();
        dialledAnew = false;
        table.suspectNoMore(this);
      }
      first = !wasEstablished;
      wasEstablished = true;
      standing.become(SessionState.ESTABLISHED);
      prove();
    }
    if (first) {
      sayEstablished(nowNanos);
    }
  }

  private void sayEstablished(long nowNanos) {
    gateway.counter().established();
    if (login.hasBegun()) {
      gateway.counter().login(nowNanos - origin.openedNanos());
    }
    if (table.events().wantsSessions()) {
      table.events().sayLater(established(nowNanos));
    }
  }

  private void prove() {
    if (binding != null) {
      binding.prove();
    }
  }

  @Override
  public void shownByGateway(long nowNanos) {
    if (state() == SessionState.SUSPECT) {
      establish(nowNanos);
    }
  }

  /**
   * Its SAs are gone, as it seems: it is shown, and counted nowhere, until it is used.
   *
   * @param why for people
   */
  public void suspect(String why, long nowNanos) {
    synchronized (this) {
      boolean hasNoSas = isHalfOpen() && login.stage() != Login.Stage.IDENTIFIED;
      if (ended != null || hasNoSas || state() == SessionState.SUSPECT) {
        return;
      }
      standing.become(SessionState.SUSPECT);
      table.suspected(this);
      story.add(nowNanos, "suspect: " + why);
    }
    if (table.events().wantsSessions()) {
      table.events().sayLater(new SessionEvent.Suspected(id(), gateway.name(), why));
    }
  }

  /** Its endpoint opens another session. */
  public void dialledAnew(long nowNanos) {
    dialledAnew = withoutPair;
    for (SessionUpstream upstream : upstreams()) {
      if (gateway.wasLostSince(upstream.idle().lastGatewayNanos())) {
        suspect("its gateway was away, and its client has dialled anew", nowNanos);
      }
    }
  }

  // its IKE SAs

  @Override
  public boolean learn(IkeSa sa, long nowNanos) {
    if (!add(sa)) {
      return false;
    }
    if (hasLoggedIn()) {
      tell(nowNanos, "re-keyed: SPI pair " + sa.pair());
    }
    return true;
  }

  /** The answer to its IKE_SA_INIT shows the pair that its login will come with. */
  public void learnFromGreeting(SpiPair pair) {
    add(new IkeSa(pair, IkeSa.NONE));
  }

  private synchronized boolean add(IkeSa sa) {
    if (ended != null || !ikeSas.add(sa)) {
      return false;
    }
    withoutPair &= sa.isPresumedDeleted();
    return true;
  }

  @Override
  public void presumeDeleted(IkeSa sa, long nowNanos) {
    synchronized (this) {
      if (!sa.presumeDeleted(true)) {
        return;
      }
      withoutPair = !ikeSas.anyLives();
    }
    tell(nowNanos, "deleted: SPI pair " + sa.pair());
  }

  @Override
  public void revive(IkeSa sa, long nowNanos) {
    synchronized (this) {
      if (!sa.presumeDeleted(false)) {
        return;
      }
      withoutPair = false;
      dialledAnew = false;
    }
    tell(nowNanos, "used again, so it was not deleted: SPI pair " + sa.pair());
    shownByGateway(nowNanos);
  }

  @Override
  public synchronized @Nullable IkeSa ikeSa(SpiPair pair) {
    return ikeSas.find(pair);
  }

  public synchronized List<IkeSa> ikeSas() {
    return ikeSas.all();
  }

  /** The pairs of those that live, as far as is known. */
  public List<SpiPair> pairs() {
    return ikeSas().stream().filter(sa -> !sa.isPresumedDeleted()).map(IkeSa::pair).toList();
  }

  /** Nobody knows yet whether it is the gateway's: it is not spoken of until then. */
  public boolean isOffered() {
    return standing.isOffered();
  }

  /** The gateway has answered the offered request, protected: the session is its own. */
  public void accepted(SpiPair pair, long id, long nowNanos) {
    synchronized (this) {
      if (ended != null || !isOffered()) {
        return;
      }
      standing.accept();
    }
    gateway.counter().opened();
    add(new IkeSa(pair, id));
    tell(nowNanos, "found: the gateway answered request " + id + " of SPI pair " + pair);
  }

  // where its client is

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
    if (table.events().wantsSessions()) {
      table
          .events()
          .sayLater(
              new SessionEvent.Moved(
                  id(), server, from.client(), to.client(), gateway.name(), proof));
    }
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
      standing.leave();
      table.suspectNoMore(this);
      ikeSas.release();
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
  }

  private void countEnd(EndReason reason, long nowNanos) {
    if (!isOffered()) {
      gateway.counter().ended(reason);
    }
    if (wasEstablished) {
      gateway.counter().life(nowNanos - origin.openedNanos());
    }
  }

  /** What it means for the session when its last upstream was silent for too long. */
  public EndReason reasonOfSilence() {
    if (state() != SessionState.HALF_OPEN) {
      return withoutPair ? EndReason.DELETED : EndReason.IDLE;
    }
    return login.hasBegun() ? EndReason.LOGIN_TIMEOUT : EndReason.HALF_OPEN_TIMEOUT;
  }

  /** Once, when it has ended and all its upstreams are closed: nothing is counted any more. */
  private void sayEnded() {
    if (!isOffered() && table.events().wantsSessions()) {
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
}
