package org.ikelb.core.control;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.Caller;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.gateway.GatewayState;
import org.ikelb.core.gateway.Gateways;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.persist.Survival;
import org.ikelb.core.persist.WantedStates;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;
import org.ikelb.core.view.SessionSearch;

/**
 * What administrators want of gateways and sessions: ready, draining to a known end, in
 * maintenance, closed.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time. Sessions may be closed by
 * any thread at any time.
 */
final class Administration {
  private static final int MAX_WEIGHT = 1_000;
  private static final String ITSELF = Caller.IKELB.name();

  private final Gateways gateways;
  private final SessionTable sessions;
  private final Survival survival;
  private final Events events;
  private final Time time;
  private final Set<GatewayId> drained = new HashSet<>();

  /**
   * Makes one that has been asked for nothing.
   *
   * @param survival saves what must not be lost
   */
  Administration(
      Gateways gateways, SessionTable sessions, Survival survival, Events events, Time time) {
    this.gateways = gateways;
    this.sessions = sessions;
    this.survival = survival;
    this.events = events;
    this.time = time;
  }

  LiveGateway find(GatewayId id) throws Refused {
    return gateways.find(id).orElseThrow(() -> new Refused(List.of(whyNone(id))));
  }

  private String whyNone(GatewayId id) {
    return gateways.all().stream().anyMatch(gateway -> gateway.name().equals(id))
        ? "gateway \"" + id + "\" was removed: its sessions stay until they end or are closed"
        : "there is no gateway \"" + id + "\"";
  }

  /**
   * Gateways that are new get the state they had before the restart, or before they were removed.
   */
  void restore() {
    for (LiveGateway gateway : gateways.all()) {
      WantedStates.Wanted wanted = survival.wanted().of(gateway.id());
      if (!gateway.state().removed() && gateway.state().administrative() != wanted.state()) {
        become(gateway, wanted, ITSELF);
      }
      survival
          .ejections()
          .takeBack(gateway.id(), time.now())
          .ifPresent(gateway.ejections()::resume);
    }
  }

  LiveGateway set(GatewayId id, AdministrativeState wanted, String author) throws Refused {
    return set(find(id), wanted, author);
  }

  private LiveGateway set(LiveGateway gateway, AdministrativeState wanted, String author) {
    Optional<GatewayView.Drain> drain =
        wanted == AdministrativeState.DRAIN
            ? Optional.of(drain(DrainOrder.PATIENT))
            : Optional.empty();
    return change(gateway, new WantedStates.Wanted(wanted, drain), author);
  }

  LiveGateway drain(GatewayId id, DrainOrder order, String author) throws Refused {
    Optional<GatewayView.Drain> drain = Optional.of(drain(order));
    return change(find(id), new WantedStates.Wanted(AdministrativeState.DRAIN, drain), author);
  }

  LiveGateway setWeight(GatewayId id, int weight, String author) throws Refused {
    LiveGateway gateway = find(id);
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new Refused(List.of("the weight must be 0.." + MAX_WEIGHT + ", was " + weight));
    }
    events.say(new GatewayEvent.WeightChanged(gateway.id(), gateway.weight(), weight, author));
    gateway.setWeight(weight);
    return gateway;
  }

  /** Ends sessions that the filter lets pass; returns how many. */
  int close(SessionFilter filter, String author) {
    List<Session> chosen = SessionSearch.all(sessions, filter).toList();
    chosen.forEach(Session::forgetBinding);
    long now = time.nanos();
    chosen.forEach(session -> session.end(EndReason.CLOSED, now));
    events.say(new SessionEvent.ClosedByHand(chosen.size(), author));
    return chosen.size();
  }

  private GatewayView.Drain drain(DrainOrder order) {
    Instant now = time.now();
    return new GatewayView.Drain(now, order.maxWait().map(now::plus), order.then());
  }

  private LiveGateway change(LiveGateway gateway, WantedStates.Wanted wanted, String author) {
    // What is left at an old address may drain to its end: that is not wanted of the new one.
    if (gateway.name().equals(gateway.id())) {
      survival.wanted().put(gateway.id(), wanted);
    }
    become(gateway, wanted, author);
    return gateway;
  }

  private void become(LiveGateway gateway, WantedStates.Wanted wanted, String author) {
    AdministrativeState before = gateway.state().administrative();
    drained.remove(gateway.name());
    gateway.update(state -> state.with(wanted.state(), wanted.drain(), time.nanos()));
    if (wanted.state() == AdministrativeState.READY && gateway.ejections().lift()) {
      gateway.logins().forget();
      events.say(new GatewayEvent.Readmitted(gateway.name(), author));
    }
    if (before != wanted.state()) {
      events.say(
          new GatewayEvent.StateChanged(
              gateway.name(), before, wanted.state(), gateway.sessions(), author));
    }
    if (wanted.state() == AdministrativeState.MAINTENANCE) {
      release(gateway, EndReason.MAINTENANCE);
    }
  }

  /** What the passing of time does: drains end, and gateways that are down too long let go. */
  void secondHasGone(Topology topology) {
    drained.retainAll(gateways.all().stream().map(LiveGateway::name).toList());
    for (LiveGateway gateway : gateways.all()) {
      if (gateway.ejections().endIfOver(time.now())) {
        events.say(new GatewayEvent.Readmitted(gateway.name(), ITSELF));
      }
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
    if (gateway.sessions() == 0 && drained.add(gateway.name())) {
      events.say(new GatewayEvent.DrainEnded(gateway.name(), 0, drained(drain)));
    } else if (late && gateway.sessions() > 0 && drain.then() == AfterDrain.MAINTENANCE) {
      events.say(new GatewayEvent.DrainEnded(gateway.name(), gateway.sessions(), drained(drain)));
      set(gateway, AdministrativeState.MAINTENANCE, ITSELF);
      var unused = survival.saveNow(); // nobody waits for it; a warning says if it fails
    }
  }

  private long drained(GatewayView.Drain drain) {
    return Duration.between(drain.since(), time.now()).toMillis();
  }

  private static boolean isDownSince(LiveGateway gateway, Instant limit) {
    GatewayState state = gateway.state();
    return state.health() == Health.DOWN && state.since().isBefore(limit);
  }

  private void release(LiveGateway gateway, EndReason reason) {
    List<Session> released =
        sessions.all().stream().filter(session -> session.gateway() == gateway).toList();
    released.forEach(session -> session.end(reason, time.nanos()));
    if (!released.isEmpty()) {
      events.say(new GatewayEvent.SessionsReleased(gateway.name(), released.size(), reason));
    }
  }
}
