package org.ikelb.core.session;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.Login;
import org.ikelb.core.traffic.Counter;

/**
 * When something last went through an upstream, and so when it ends. What the client sends
 * refreshes; what the gateway sends refreshes to at most twice the limit, since a gateway may go on
 * sending to a client that is long gone.
 *
 * <p>Written on the upstream's loop, read by any.
 */
public final class Idle {
  private final long openedNanos;
  private final Counter lastClientNanos = new Counter();
  private final Counter lastGatewayNanos = new Counter();
  private volatile boolean gatewaySpoke;
  private volatile boolean carriesLogin;

  Idle(long nowNanos) {
    openedNanos = nowNanos;
    lastClientNanos.set(nowNanos);
    lastGatewayNanos.set(nowNanos);
  }

  /** It was like this before a restart. */
  public void resume(long lastClient, boolean login) {
    lastClientNanos.set(lastClient);
    lastGatewayNanos.set(earlier(lastClient, openedNanos)); // saved times are rounded up
    carriesLogin = login;
    gatewaySpoke = login;
  }

  public void clientSeen(long nowNanos) {
    lastClientNanos.set(nowNanos);
  }

  /** The gateway sent ESP or protected IKE. Its keepalives do not count. */
  public void gatewaySeen(long nowNanos) {
    lastGatewayNanos.set(nowNanos);
    if (!gatewaySpoke) {
      gatewaySpoke = true;
    }
  }

  /** Whether the gateway ever sent ESP or protected IKE: then it may do so to the very end. */
  public boolean hasGatewaySpoken() {
    return gatewaySpoke;
  }

  /** IKE_AUTH goes through this upstream: it lasts as long as the login may take. */
  public void loginSeen() {
    carriesLogin = true;
  }

  public long lastClientNanos() {
    return lastClientNanos.get();
  }

  public long lastGatewayNanos() {
    return lastGatewayNanos.get();
  }

  /** When it ends, if nothing happens until then. */
  long deadline(Session session, boolean natT, TimeoutNanos timeouts) {
    long silence = natT ? timeouts.natT() : timeouts.ike();
    if (session.state() == SessionState.HALF_OPEN) {
      return halfOpenDeadline(session, silence, timeouts);
    }
    long deadline = afterSilence(natT ? timeouts.established() : silence);
    return session.progress().isWithoutPair() && session.progress().isDialledAnew()
        ? earlier(deadline, lastNanos() + timeouts.withoutPair())
        : deadline;
  }

  private long halfOpenDeadline(Session session, long silence, TimeoutNanos timeouts) {
    Login login = session.progress().login();
    if (!login.hasBegun()) {
      return session.origin().openedNanos() + timeouts.halfOpen();
    }
    if (!carriesLogin) {
      return lastClientNanos.get() + silence;
    }
    long deadline = login.sinceNanos() + timeouts.authenticating();
    return login.stage() == Login.Stage.IDENTIFIED ? later(deadline, quietNanos(login)) : deadline;
  }

  /**
   * When its session changes by itself, if nothing happens until then; never later than it ends.
   */
  long change(Session session, TimeoutNanos timeouts, long deadline) {
    Login login = session.progress().login();
    return switch (session.state()) {
      case HALF_OPEN ->
          login.stage() == Login.Stage.IDENTIFIED ? earlier(deadline, quietNanos(login)) : deadline;
      case QUIET, ESTABLISHED ->
          session.progress().isWithoutPair()
              ? earlier(deadline, lastNanos() + timeouts.withoutPair())
              : deadline;
      case SUSPECT -> deadline;
    };
  }

  private static long quietNanos(Login login) {
    return login.sinceNanos() + Login.QUIET_AFTER_NANOS;
  }

  private long lastNanos() {
    return later(lastClientNanos.get(), lastGatewayNanos.get());
  }

  private long afterSilence(long limit) {
    long client = lastClientNanos.get();
    return later(client, earlier(lastGatewayNanos.get(), client + limit)) + limit;
  }

  /** When it was opened. */
  public long openedNanos() {
    return openedNanos;
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }

  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }
}
