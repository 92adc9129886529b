package org.ikelb.core.control;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators want of gateways: ready, draining to a known end, in maintenance.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time.
 */
final class Administration {
  private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

  private final Gateways gateways;
  private final SessionTable sessions;
  private final SavedStates saved;
  private final Time time;
  private final Set<GatewayId> drained = new HashSet<>();

  Administration(Gateways gateways, SessionTable sessions, SavedStates saved, Time time) {
    this.gateways = gateways;
    this.sessions = sessions;
    this.saved = saved;
    this.time = time;
  }

  LiveGateway find(GatewayId id) throws Refused {
    return gateways
        .find(id)
        .orElseThrow(() -> new Refused(List.of("there is no gateway \"" + id + "\"")));
  }

  /**
   * Gateways that are new get the state they had before the restart, or before they were removed.
   */
  void restore() {
    for (LiveGateway gateway : gateways.all()) {
      SavedStates.Wanted wanted = saved.of(gateway.id());
      if (!gateway.state().removed() && gateway.state().administrative() != wanted.state()) {
        become(gateway, wanted);
      }
    }
  }

  void set(LiveGateway gateway, AdministrativeState wanted) {
    Optional<GatewayView.Drain> drain =
        wanted == AdministrativeState.DRAIN
            ? Optional.of(drain(DrainOrder.PATIENT))
            : Optional.empty();
    change(gateway, new SavedStates.Wanted(wanted, drain));
  }

  void drain(LiveGateway gateway, DrainOrder order) {
    change(gateway, new SavedStates.Wanted(AdministrativeState.DRAIN, Optional.of(drain(order))));
  }

  private GatewayView.Drain drain(DrainOrder order) {
    Instant now = time.now();
    return new GatewayView.Drain(now, order.maxWait().map(now::plus), order.then());
  }

  private void change(LiveGateway gateway, SavedStates.Wanted wanted) {
    saved.save(gateway.id(), wanted);
    become(gateway, wanted);
  }

  private void become(LiveGateway gateway, SavedStates.Wanted wanted) {
    AdministrativeState before = gateway.state().administrative();
    drained.remove(gateway.id());
    gateway.update(state -> state.with(wanted.state(), wanted.drain(), time.nanos()));
    if (before != wanted.state()) {
      LOG.info(
          "event=gateway-state gateway={} from={} to={} sessions={}",
          gateway.id(),
          before.name().toLowerCase(Locale.ROOT),
          wanted.state().name().toLowerCase(Locale.ROOT),
          gateway.sessions());
    }
    if (wanted.state() == AdministrativeState.MAINTENANCE) {
      release(gateway);
    }
  }

  /** What the passing of time does: drains end, and gateways that are down too long let go. */
  void tick(Topology topology) {
    for (LiveGateway gateway : gateways.all()) {
      gateway.state().drain().ifPresent(drain -> follow(gateway, drain));
    }
    for (Pool pool : topology.pools().values()) {
      pool.holdDown()
          .ifPresent(
              limit ->
                  gateways.of(pool).stream()
                      .filter(gateway -> isDownSince(gateway, time.now().minus(limit)))
                      .forEach(this::release));
    }
  }

  private void follow(LiveGateway gateway, GatewayView.Drain drain) {
    boolean late = drain.until().map(until -> !time.now().isBefore(until)).orElse(false);
    if (gateway.sessions() == 0 && drained.add(gateway.id())) {
      LOG.info("event=drain-ended gateway={} sessions=0", gateway.id());
    } else if (late && gateway.sessions() > 0 && drain.then() == AfterDrain.MAINTENANCE) {
      LOG.info("event=drain-ended gateway={} sessions={}", gateway.id(), gateway.sessions());
      set(gateway, AdministrativeState.MAINTENANCE);
    }
  }

  private static boolean isDownSince(LiveGateway gateway, Instant limit) {
    LiveGateway.State state = gateway.state();
    return state.health() == Health.DOWN && state.since().isBefore(limit);
  }

  private void release(LiveGateway gateway) {
    List<Session> released =
        sessions.all().stream().filter(session -> session.gateway() == gateway).toList();
    released.forEach(session -> session.end(time.nanos()));
    if (!released.isEmpty()) {
      LOG.info("event=sessions-released gateway={} count={}", gateway.id(), released.size());
    }
  }
}
