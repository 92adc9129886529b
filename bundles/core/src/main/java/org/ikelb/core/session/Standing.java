package org.ikelb.core.session;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;

/**
 * How far a session has come, and where it is counted for that: once, or nowhere when it has ended.
 *
 * <p>Changed under the session's monitor, read from any thread.
 */
final class Standing {
  private final LiveGateway gateway;
  private final GatewayPath path;
  private final SessionTable table;
  private volatile SessionState state = SessionState.HALF_OPEN;
  private volatile boolean offered;

  /**
   * Is counted nowhere yet.
   *
   * @param offered whether nobody knows yet whether the session is the gateway's
   */
  Standing(LiveGateway gateway, GatewayPath path, SessionTable table, boolean offered) {
    this.gateway = gateway;
    this.path = path;
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
    enter();
  }

  void become(SessionState next) {
    leave();
    state = next;
    enter();
  }

  void enter() {
    count(1);
  }

  void leave() {
    count(-1);
  }

  private void count(int change) {
    if (offered) {
      table.countOffered(change);
      return;
    }
    gateway.sessionsByState().add(state, change);
    table.byState().add(state, change);
    if (state == SessionState.HALF_OPEN) {
      path.ports().halfOpen().addAndGet(change);
    }
  }
}
