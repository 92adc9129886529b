package org.ikelb.core.session;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.attempt.Attempt;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come, and where it is counted for that: once, or nowhere when it has ended.
 *
 * <p>Changed under the session's monitor, read from any thread.
 */
final class Standing {
  private final Session session;
  private final SessionTable table;
  private volatile SessionState state = SessionState.HALF_OPEN;
  private volatile boolean offered;
  private volatile @Nullable Attempt attempt;
  private boolean wasEstablished;
  private boolean counts;
  private Evidence evidence = Evidence.NONE;

  /**
   * Is counted nowhere yet.
   *
   * @param offered whether nobody knows yet whether the session is the gateway's
   */
  Standing(Session session, SessionTable table, boolean offered) {
    this.session = session;
    this.table = table;
    this.offered = offered;
  }

  SessionState state() {
    return state;
  }

  boolean isOffered() {
    return offered;
  }

  /** It is the gateway's. */
  void accept() {
    leave();
    offered = false;
    evidence = Evidence.PROTECTED_ANSWER;
    enter();
  }

  /** Its client's try to log in; null: there was none here, or it is over and done. */
  @Nullable Attempt attempt() {
    return attempt;
  }

  /** It was opened for this try to log in. */
  void began(Attempt its) {
    attempt = its;
  }

  /** The client does not want to go on with its login. */
  void complained() {
    Attempt its = attempt;
    if (its != null) {
      its.complained();
    }
  }

  /** ESP went both ways: that is all there is to know of the attempt. */
  void carried() {
    Attempt its = attempt;
    if (its != null && state == SessionState.ESTABLISHED) {
      its.carried();
      attempt = null;
    }
  }

  void become(SessionState next) {
    leave();
    state = next;
    enter();
  }

  /** It has shown this for itself, or more before. */
  void shows(Evidence shown) {
    Evidence more = evidence.or(shown);
    if (more != evidence && !session.isEnded()) {
      leave();
      evidence = more;
      enter();
    }
  }

  /** Its client is in; says whether that is new. */
  boolean establish(long nowNanos) {
    become(SessionState.ESTABLISHED);
    Attempt its = attempt;
    if (its != null) {
      its.established(nowNanos);
    }
    boolean first = !wasEstablished;
    wasEstablished = true;
    return first;
  }

  /** Its SAs are gone, as it seems. */
  void suspect(String why, long nowNanos) {
    if (!session.isEnded() && state != SessionState.SUSPECT) {
      become(SessionState.SUSPECT);
      table.suspected(session);
      session.tell(nowNanos, "suspect: " + why);
      table.say(() -> new SessionEvent.Suspected(session.id(), session.gateway().name(), why));
    }
  }

  /** They are not; false: they never seemed to be. */
  boolean suspectNoMore(long nowNanos) {
    if (state != SessionState.SUSPECT) {
      return false;
    }
    session.tell(nowNanos, "no suspect any more: it is used");
    table.suspectNoMore(session);
    return true;
  }

  /** Nobody says more of its login. */
  void becomeQuiet(long nowNanos) {
    become(SessionState.QUIET);
    session.tell(nowNanos, "quiet: the gateway has answered the login, and nobody said more");
    Attempt its = attempt;
    if (its != null) {
      its.quiet(nowNanos);
    }
  }

  /** Counts its login and tells of it. Not under the monitor. */
  void sayEstablished(boolean loginSeen, long nowNanos) {
    session.gateway().counter().established();
    if (loginSeen) {
      session.gateway().counter().login(nowNanos - session.origin().openedNanos());
    }
    table.say(() -> session.establishedEvent(nowNanos));
  }

  /** It was like this before a restart. */
  void resume(SessionState was) {
    wasEstablished = was != SessionState.QUIET;
    become(was);
    if (was == SessionState.SUSPECT) {
      table.suspected(session);
    }
  }

  /** It has ended. */
  void end(EndReason reason, long nowNanos) {
    Attempt its = attempt;
    if (its != null) {
      its.ended(reason, nowNanos);
      attempt = null;
    }
    if (!offered) {
      session.gateway().counter().ended(reason);
    }
    if (wasEstablished) {
      session.gateway().counter().life(nowNanos - session.origin().openedNanos());
    }
    table.suspectNoMore(session);
    leave();
  }

  /** It counts, unless it has ended already. */
  void enter() {
    if (!session.isEnded()) {
      counts = true;
      count(1);
    }
  }

  private void leave() {
    if (counts) {
      counts = false;
      count(-1);
    }
  }

  private void count(int change) {
    if (offered) {
      table.countOffered(change);
      return;
    }
    session.gateway().sessionsByState().add(state, change);
    table.byState().add(state, change);
    if (state == SessionState.HALF_OPEN) {
      session.path().ports().halfOpen().addAndGet(change);
      mayGiveWay(evidence, change);
    } else if (state == SessionState.QUIET) {
      mayGiveWay(Evidence.QUIET, change);
    }
  }

  private void mayGiveWay(Evidence shown, int change) {
    if (change > 0) {
      table.unsettled().add(session, shown);
    } else {
      table.unsettled().remove(session, shown);
    }
  }
}
