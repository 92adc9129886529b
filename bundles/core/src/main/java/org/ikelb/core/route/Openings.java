package org.ikelb.core.route;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.follow.Login;
import org.ikelb.core.gateway.GatewayState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an IKE_SA_INIT request belongs to a session that there is (retransmission, cookie,
 * INVALID_KE retry: same gateway, same upstream), or opens one. Reads only.
 *
 * <p>Used on one loop.
 */
final class Openings {
  /** Clients repeat their first request after a second or more. */
  private static final long ANSWERS_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final SessionTable sessions;

  Openings(SessionTable sessions) {
    this.sessions = sessions;
  }

  /**
   * What becomes of a request.
   *
   * @param same the endpoint's upstream of the session with the same initiator SPI, on this loop;
   *     null: it has none
   */
  Route of(IkeArrival arrival, @Nullable SessionUpstream same, long nowNanos) {
    Optional<LiveGateway> last = lastSession(arrival).map(Session::gateway);
    if (same == null || !isSameAttempt(same.session(), nowNanos)) {
      return new Route.Opening(arrival, last, Optional.empty(), Optional.empty());
    }
    Session session = same.session();
    Optional<LiveGateway> silent =
        isUnheard(same, nowNanos) ? Optional.of(session.gateway()) : Optional.empty();
    return isWorthKeeping(session, silent, arrival.server(), nowNanos)
        ? new Route.Again(arrival, same)
        : new Route.Opening(arrival, last, silent, Optional.of(session));
  }

  /** The session that the endpoint had last, here or on this virtual server before. */
  private Optional<Session> lastSession(IkeArrival arrival) {
    Flow flow = arrival.flow();
    return flow == null
        ? Optional.ofNullable(sessions.lastAt(arrival.clientSide()))
        : Optional.of(flow.current().session());
  }

  /**
   * Whether a request with a session's initiator SPI belongs to it. One that is in may have been
   * repeated on the way; but if its gateway is gone, its client begins anew.
   */
  private static boolean isSameAttempt(Session session, long nowNanos) {
    LiveGateway gateway = session.gateway();
    boolean mayBeIn = !session.isHalfOpen() || session.login().stage() == Login.Stage.IDENTIFIED;
    return !mayBeIn
        || (session.state() != SessionState.SUSPECT
            && gateway.state().health() != Health.DOWN
            && !gateway.refuses(nowNanos));
  }

  /**
   * The gateway has had time to answer the request that is repeated now, and has sent nothing to
   * anybody since it came: its host may be gone without a word.
   */
  private static boolean isUnheard(SessionUpstream upstream, long nowNanos) {
    long waited = nowNanos - upstream.session().origin().openedNanos();
    return upstream.datagramsDown() == 0
        && waited >= ANSWERS_WITHIN_NANOS
        && !upstream.session().gateway().wasHeardWithin(waited, nowNanos);
  }

  /**
   * A half-open session leaves a gateway that is down or in maintenance, or one that refuses or is
   * silent while another would serve; the others stay.
   */
  private static boolean isWorthKeeping(
      Session session, Optional<LiveGateway> silent, ServerPlan server, long nowNanos) {
    LiveGateway gateway = session.gateway();
    GatewayState state = gateway.state();
    return !session.isEnded()
        && state.administrative() != AdministrativeState.MAINTENANCE
        && (!session.isHalfOpen()
            || (state.health() != Health.DOWN
                && ((silent.isEmpty() && !gateway.refuses(nowNanos))
                    || !Placement.servesBeside(gateway, server, nowNanos))));
  }
}
