package org.ikelb.core.session;

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
  private boolean carriesLogin;

  Idle(long nowNanos) {
    openedNanos = nowNanos;
    lastClientNanos.set(nowNanos);
    lastGatewayNanos.set(nowNanos);
  }

  /** It was like this before a restart. */
  public void resume(long lastClient, boolean login) {
    lastClientNanos.set(lastClient);
    lastGatewayNanos.set(lastClient);
    carriesLogin = login;
  }

  public void clientSeen(long nowNanos) {
    lastClientNanos.set(nowNanos);
  }

  /** The gateway sent ESP or protected IKE. Its keepalives do not count. */
  public void gatewaySeen(long nowNanos) {
    lastGatewayNanos.set(nowNanos);
  }

  /** IKE_AUTH goes through this upstream: it lasts as long as the login may take. */
  public void loginSeen() {
    carriesLogin = true;
  }

  public long lastClientNanos() {
    return lastClientNanos.get();
  }

  long deadline(Session session, boolean natT, TimeoutNanos timeouts) {
    long silence = natT ? timeouts.natT() : timeouts.ike();
    switch (session.state()) {
      case HALF_OPEN -> {
        return halfOpenDeadline(session, silence, timeouts);
      }
      case ESTABLISHED -> {
        long deadline = afterSilence(natT ? timeouts.established() : silence);
        if (session.isWithoutPair()) {
          long last = later(lastClientNanos.get(), lastGatewayNanos.get());
          return earlier(deadline, last + timeouts.withoutPair());
        }
        return deadline;
      }
    }
    throw new IllegalStateException("unknown state " + session.state());
  }

  private long halfOpenDeadline(Session session, long silence, TimeoutNanos timeouts) {
    long authenticating = session.authenticatingNanos();
    if (authenticating == 0) {
      return session.origin().openedNanos() + timeouts.halfOpen();
    }
    long quiet = lastClientNanos.get() + silence;
    if (!carriesLogin) {
      return quiet;
    }
    long login = authenticating + timeouts.authenticating();
    // A quiet tunnel may show nothing but keepalives after its login: it stays as long as they do.
    return session.isLoginAnswered() ? later(login, quiet) : login;
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
