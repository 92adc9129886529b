package org.ikelb.core.session;

import java.util.List;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.attempt.Attempt;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.Followed;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.Login;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.SpiPair;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come: its login, its IKE SAs, and whether its gateway still knows it. What
 * its upstreams see of IKE comes here.
 *
 * <p>Thread-safe: changed under the session's monitor, by loops and by control threads.
 */
public final class Progress implements Followed {
  private final Session session;
  private final @Nullable Binding binding;
  private final Standing standing;
  private final IkeSas ikeSas;
  private volatile Login login = Login.NOT_BEGUN;

  Progress(Session session, @Nullable Binding binding, SessionTable table, boolean offered) {
    this.session = session;
    this.binding = binding;
    this.standing = new Standing(session, table, offered);
    this.ikeSas = new IkeSas(session, table.index());
  }

  /** The session is there: it counts, and others see it. */
  void begin() {
    synchronized (session) {
      standing.enter();
    }
  }

  public SessionState state() {
    return standing.state();
  }

  public boolean isHalfOpen() {
    return !session.isEnded() && state() == SessionState.HALF_OPEN;
  }

  /** Whether its client may still be on its way in: half-open, or quiet. */
  public boolean mayBeLoggingIn() {
    return !session.isEnded() && !hasLoggedIn();
  }

  @Override
  public boolean hasLoggedIn() {
    SessionState now = state();
    return now == SessionState.ESTABLISHED || now == SessionState.SUSPECT;
  }

  /** All its IKE SAs were deleted, as it seems. */
  public boolean isWithoutPair() {
    return ikeSas.areAllDeleted();
  }

  /** Its endpoint has opened another session since its SPI pairs were deleted. */
  public boolean isDialledAnew() {
    return ikeSas.areDialledAnew();
  }

  public Login login() {
    return login;
  }

  /** Its client's try to log in; null: there was none here, or all of it is known. */
  public @Nullable Attempt attempt() {
    return standing.attempt();
  }

  /** It was opened for this try to log in. */
  public void began(Attempt attempt) {
    standing.began(attempt);
  }

  /** ESP went both ways. */
  void carries(long nowNanos) {
    establish(nowNanos);
    standing.carried();
  }

  /** It was like this before a restart. */
  public void resume(SessionState was, List<IkeSa> itsSas, Login itsLogin) {
    login = itsLogin;
    itsSas.forEach(this::add);
    synchronized (session) {
      standing.shows(Evidence.of(itsLogin));
      if (was != SessionState.HALF_OPEN || itsLogin.hasBegun()) {
        session.reach().shows(session.origin().from());
      }
      ikeSas.resumed(was != SessionState.HALF_OPEN);
      if (!session.isEnded() && was != SessionState.HALF_OPEN) {
        standing.resume(was);
        prove();
      }
    }
  }

  @Override
  public void loginAsked(long nowNanos) {
    synchronized (session) {
      login = login.asked(nowNanos);
      boolean isOnlySlow = state() == SessionState.QUIET && login.stage() == Login.Stage.ASKED;
      standing.shows(Evidence.of(login));
      if (!session.isEnded() && isOnlySlow) {
        standing.become(SessionState.HALF_OPEN);
      }
    }
  }

  @Override
  public void loginAnswered(SeenIke answer, long nowNanos) {
    synchronized (session) {
      login = login.answered(answer, nowNanos);
      standing.shows(Evidence.of(login));
    }
    if (Login.isSuccess(answer)) {
      establish(nowNanos);
    }
  }

  @Override
  public void loginGivenUp() {
    standing.complained();
  }

  @Override
  public void answeredAfterLogin(long nowNanos) {
    if (login.isOverByAnotherExchange()) {
      establish(nowNanos);
    }
  }

  /** Nothing more was seen of a login that may well have ended so. */
  void becomeQuietIfItIs(long nowNanos) {
    synchronized (session) {
      if (isHalfOpen() && login.isQuiet(nowNanos)) {
        standing.becomeQuiet(nowNanos);
        prove();
      }
    }
  }

  /** The client is in; or its gateway knows it after all. */
  public void establish(long nowNanos) {
    if (state() == SessionState.ESTABLISHED) {
      return;
    }
    boolean first;
    synchronized (session) {
      if (session.isEnded() || state() == SessionState.ESTABLISHED) {
        return;
      }
      if (standing.suspectNoMore(nowNanos)) {
        ikeSas.reviveAll(); // ESP outlives no IKE SA
      }
      first = standing.establish(nowNanos);
      prove();
    }
    if (first) {
      standing.sayEstablished(login.hasBegun(), nowNanos);
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
    synchronized (session) {
      boolean hasNoSas = isHalfOpen() && login.stage() != Login.Stage.IDENTIFIED;
      if (!hasNoSas) {
        standing.suspect(why, nowNanos);
      }
    }
  }

  /** Its endpoint opens another session. */
  public void dialledAnew(long nowNanos) {
    synchronized (session) {
      ikeSas.dialledAnew();
    }
    for (SessionUpstream upstream : session.upstreams()) {
      if (session.gateway().wasLostSince(upstream.idle().lastGatewayNanos())) {
        suspect("its gateway was away, and its client has dialled anew", nowNanos);
      }
    }
  }

  @Override
  public boolean learn(IkeSa sa, long nowNanos) {
    if (!add(sa)) {
      return false;
    }
    if (hasLoggedIn()) {
      session.tell(nowNanos, "re-keyed: SPI pair " + sa.pair());
    }
    return true;
  }

  /** The answer to its IKE_SA_INIT shows the pair that its login will come with. */
  public void learnFromGreeting(SpiPair pair) {
    if (add(new IkeSa(pair, IkeSa.NONE))) {
      session.gateway().counter().answered();
    }
  }

  private boolean add(IkeSa sa) {
    synchronized (session) {
      return !session.isEnded() && ikeSas.add(sa);
    }
  }

  @Override
  public void presumeDeleted(IkeSa sa, long nowNanos) {
    synchronized (session) {
      if (ikeSas.presumeDeleted(sa)) {
        session.tell(nowNanos, "deleted: SPI pair " + sa.pair());
      }
    }
  }

  @Override
  public void revive(IkeSa sa, long nowNanos) {
    synchronized (session) {
      if (!ikeSas.revive(sa)) {
        return;
      }
    }
    session.tell(nowNanos, "used again, so it was not deleted: SPI pair " + sa.pair());
    shownByGateway(nowNanos);
  }

  @Override
  public @Nullable IkeSa ikeSa(SpiPair pair) {
    synchronized (session) {
      return ikeSas.find(pair);
    }
  }

  public List<IkeSa> ikeSas() {
    synchronized (session) {
      return ikeSas.all();
    }
  }

  /** Nobody knows yet whether it is the gateway's: it is not spoken of until then. */
  public boolean isOffered() {
    return standing.isOffered();
  }

  /** The gateway has answered the offered request, protected: the session is its own. */
  public void accepted(SpiPair pair, long id, long nowNanos) {
    synchronized (session) {
      if (session.isEnded() || !isOffered()) {
        return;
      }
      standing.accept();
    }
    session.gateway().counter().opened();
    session.reach().shows(session.origin().from());
    add(new IkeSa(pair, id));
    session.tell(nowNanos, "found: the gateway answered request " + id + " of SPI pair " + pair);
  }

  /** The session has ended: it counts nowhere, and is found by nothing. Under the monitor. */
  void end(EndReason reason, long nowNanos) {
    standing.end(reason, nowNanos);
    ikeSas.release();
  }

  /** The pairs to tell of it by. Under the monitor. */
  List<SpiPair> pairsToTell() {
    return ikeSas.pairsToTell();
  }
}
