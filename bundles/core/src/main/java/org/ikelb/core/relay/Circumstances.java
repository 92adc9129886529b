package org.ikelb.core.relay;

import java.util.Optional;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.route.Route;
import org.ikelb.core.session.Session;
import org.ikelb.spi.Admission;

/**
 * What guards may want to know beside a request, and what they found out of its client's address.
 *
 * <p>Not thread-safe: used on one loop, for one request.
 */
final class Circumstances implements Admission {
  private final PoolPlan pool;
  private final Optional<Session> before;
  private final int halfOpenLimit;
  private final int halfOpenSessions;
  private final long nowNanos;
  private boolean addressShown;

  private Circumstances(
      PoolPlan pool,
      Optional<Session> before,
      int halfOpenLimit,
      int halfOpenSessions,
      long nowNanos) {
    this.pool = pool;
    this.before = before;
    this.halfOpenLimit = halfOpenLimit;
    this.halfOpenSessions = halfOpenSessions;
    this.nowNanos = nowNanos;
    this.addressShown =
        before.filter(session -> session.reach().isShown(session.origin().from())).isPresent();
  }

  /** Those of a request. A session that is given up for it is one of its own, too. */
  static Circumstances of(
      Route.First route, int halfOpenLimit, int halfOpenSessions, long nowNanos) {
    return new Circumstances(
        route.arrival().server().pool(),
        route instanceof Route.Opening opening
            ? opening.instead()
            : Optional.of(((Route.Again) route).upstream().session()),
        halfOpenLimit,
        halfOpenSessions,
        nowNanos);
  }

  /** A guard vouches for it. */
  void addressIsShown() {
    addressShown = true;
  }

  /** Whether what is sent to the client's address arrives: a guard knows, or knew before. */
  boolean isAddressShown() {
    return addressShown;
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public int halfOpenSessions() {
    return halfOpenSessions;
  }

  @Override
  public int halfOpenLimit() {
    return halfOpenLimit;
  }

  @Override
  public boolean hasSession() {
    return before.isPresent();
  }

  @Override
  public long answeredOpenings() {
    long answered = 0;
    for (LiveGateway gateway : pool.gateways()) {
      answered += gateway.counter().answeredOpenings();
    }
    return answered;
  }
}
