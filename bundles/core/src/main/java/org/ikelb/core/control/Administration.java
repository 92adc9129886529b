package org.ikelb.core.control;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;

/**
 * What administrators want of gateways: ready, draining to a known end, in maintenance.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time.
 */
final class Administration {
  private static final int MAX_WEIGHT = 1_000;

  private final Gateways gateways;
  private final SessionTable sessions;
  private final SavedStates saved;
  private final Runnable changed;
  private final Events events;
  private final Time time;
  private final Set<GatewayId> drained = new HashSet<>();

  /**
   * @param changed is run when something was saved that must not be lost
   */
  Administration(
      Gateways gateways,
      SessionTable sessions,
      SavedStates saved,
      Runnable changed,
      Events events,
      Time time) {
    this.gateways = gateways;
    this.sessions = sessions;
    this.saved = saved;
    this.changed = changed;
    this.events = events;
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

  void setWeight(LiveGateway gateway, int weight) throws Refused {
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new Refused(List.of("the weight must be 0.." + MAX_WEIGHT + ", was " + weight));
    }
    events.say(new GatewayEvent.WeightChanged(gateway.id(), gateway.weight(), weight));
    gateway.setWeight(weight);
  }

  private GatewayView.Drain drain(DrainOrder order) {
    Instant now = time.now();
    return new GatewayView.Drain(now, order.maxWait().map(now::plus), order.then());
  }

  private void change(LiveGateway gateway, SavedStates.Wanted wanted) {
    saved.put(gateway.id(), wanted);
    become(gateway, wanted);
    changed.run();
  }

  private void become(LiveGateway gateway, SavedStates.Wanted wanted) {
    AdministrativeState before = gateway.state().administrative();
    drained.remove(gateway.id());
    gateway.update(state -> state.with(wanted.state(), wanted.drain(), time.nanos()));
    if (before != wanted.state()) {
      events.say(
          new GatewayEvent.StateChanged(gateway.id(), before, wanted.state(), gateway.sessions()));
    }
    if (wanted.state() == AdministrativeState.MAINTENANCE) {
      release(gateway, EndReason.MAINTENANCE);
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
                      .forEach(gateway -> release(gateway, EndReason.GATEWAY_LOST)));
    }
  }

  private void follow(LiveGateway gateway, GatewayView.Drain drain) {
    boolean late = drain.until().map(until -> !time.now().isBefore(until)).orElse(false);
    if (gateway.sessions() == 0 && drained.add(gateway.id())) {
      events.say(new GatewayEvent.DrainEnded(gateway.id(), 0, drained(drain)));
    } else if (late && gateway.sessions() > 0 && drain.then() == AfterDrain.MAINTENANCE) {
      events.say(new GatewayEvent.DrainEnded(gateway.id(), gateway.sessions(), drained(drain)));
      set(gateway, AdministrativeState.MAINTENANCE);
    }
  }

  private long drained(GatewayView.Drain drain) {
    return Duration.between(drain.since(), time.now()).toMillis();
  }

  private static boolean isDownSince(LiveGateway gateway, Instant limit) {
    LiveGateway.State state = gateway.state();
    return state.health() == Health.DOWN && state.since().isBefore(limit);
  }

  private void release(LiveGateway gateway, EndReason reason) {
    List<Session> released =
        sessions.all().stream().filter(session -> session.gateway() == gateway).toList();
    released.forEach(session -> session.end(reason, time.nanos()));
    if (!released.isEmpty()) {
      events.say(new GatewayEvent.SessionsReleased(gateway.id(), released.size(), reason));
    }
  }
}
