package org.ikelb.core.session;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;

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
  boolean establish() {
    become(SessionState.ESTABLISHED);
    boolean first = !wasEstablished;
    wasEstablished = true;
    return first;
  }

  /** It was like this before a restart. */
  void resume(SessionState was) {
    wasEstablished = was != SessionState.QUIET;
    become(was);
  }

  /** It has ended. */
  void end(EndReason reason, long lifeNanos) {
    if (!offered) {
      session.gateway().counter().ended(reason);
    }
    if (wasEstablished) {
      session.gateway().counter().life(lifeNanos);
    }
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
