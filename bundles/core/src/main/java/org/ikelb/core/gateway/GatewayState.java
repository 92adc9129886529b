package org.ikelb.core.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;

/**
 * What is known of a gateway, and wanted of it.
 *
 * <p>Immutable.
 *
 * @param administrative what the administrator wants
 * @param drain while it drains: to which end
 * @param health what the monitors say
 * @param full a monitor says that it lives, but takes no new sessions
 * @param removed it is in the topology no more
 * @param since when the health last changed
 * @param startedNanos when it last began to take sessions, for slow start; empty: it always did
 * @param lostNanos when it last went down, or was up again; empty: it never was down
 */
public record GatewayState(
    AdministrativeState administrative,
    Optional<GatewayView.Drain> drain,
    Health health,
    boolean full,
    boolean removed,
    Instant since,
    OptionalLong startedNanos,
    OptionalLong lostNanos) {

  static GatewayState initial(Instant now) {
    return new GatewayState(
        AdministrativeState.READY,
        Optional.empty(),
        Health.UNKNOWN,
        false,
        false,
        now,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** The state as wanted by an administrator; a drain without end if it is to drain. */
  public GatewayState with(
      AdministrativeState wanted, Optional<GatewayView.Drain> order, long now) {
    boolean starts = wanted == AdministrativeState.READY && administrative != wanted;
    return new GatewayState(
        wanted,
        order,
        health,
        full,
        removed,
        since,
        starts ? OptionalLong.of(now) : startedNanos,
        lostNanos);
  }

  public GatewayState with(Health found, boolean nowFull, Instant now, long nowNanos) {
    boolean starts = health == Health.DOWN && found != Health.DOWN;
    return new GatewayState(
        administrative,
        drain,
        found,
        nowFull,
        removed,
        found == health ? since : now,
        starts ? OptionalLong.of(nowNanos) : startedNanos,
        health == Health.DOWN || found == Health.DOWN ? OptionalLong.of(nowNanos) : lostNanos);
  }

  public GatewayState withRemoved(boolean nowRemoved) {
    return new GatewayState(
        administrative, drain, health, full, nowRemoved, since, startedNanos, lostNanos);
  }

  /** The state of one that joined a pool which already serves. */
  public GatewayState joinedAt(long nowNanos) {
    return new GatewayState(
        administrative, drain, health, full, removed, since, OptionalLong.of(nowNanos), lostNanos);
  }
}
