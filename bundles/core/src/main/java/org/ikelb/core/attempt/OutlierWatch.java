package org.ikelb.core.attempt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.core.client.Source;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.gateway.Ejection;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.time.Time;

/**
 * Finds the gateways of a pool that turn clients away which others take, and ejects them for a
 * while: never the last one that takes sessions, and never more than half of the pool.
 *
 * <p>Thread-safe; the lock is held for a few instructions on loops, and never while others are
 * told.
 */
final class OutlierWatch {
  private final Events events;
  private final Time time;
  private final Map<LiveGateway, Outlier> outliers = new HashMap<>();
  private final Map<LiveGateway, String> warned = new HashMap<>();

  OutlierWatch(Events events, Time time) {
    this.events = events;
    this.time = time;
  }

  /**
   * A client is in.
   *
   * @param by who turned it away before, so that it counts
   * @param plan what the pool wants
   */
  void letIn(
      Source source,
      LiveGateway at,
      List<TurnedAway.By> by,
      PoolAttempts.Plan plan,
      long nowNanos) {
    Map<LiveGateway, String> proven = new HashMap<>();
    synchronized (this) {
      Outlier good = outliers.get(at);
      if (good != null || !by.isEmpty()) {
        outlier(at).letIn(nowNanos);
      }
      warned.remove(at);
      for (TurnedAway.By one : by) {
        if (one.gateway() != at && plan.gateways().contains(one.gateway())) {
          Outlier outlier = outlier(one.gateway());
          outlier.add(source, one, at.id().gateway(), nowNanos);
          outlier
              .proof(one.gateway().id().gateway())
              .ifPresent(proof -> proven.put(one.gateway(), proof));
        }
      }
      outliers.keySet().retainAll(plan.gateways());
      warned.keySet().retainAll(plan.gateways());
    }
    proven.forEach((gateway, proof) -> judge(gateway, proof, plan));
  }

  private Outlier outlier(LiveGateway gateway) {
    return outliers.computeIfAbsent(gateway, unused -> new Outlier());
  }

  private void judge(LiveGateway gateway, String proof, PoolAttempts.Plan plan) {
    Ejection begun;
    synchronized (this) {
      if (gateway.ejections().now().isPresent()) {
        return;
      }
      Optional<String> whyNot = whyNot(gateway, plan);
      if (whyNot.isPresent()) {
        warned.put(gateway, proof + "; " + whyNot.get());
        return;
      }
      begun = gateway.ejections().begin(proof, time.now());
      outlier(gateway).forget();
      warned.remove(gateway);
    }
    events.sayLater(
        new GatewayEvent.Ejected(
            gateway.name(), begun.evidence(), begun.times(), begun.until(), gateway.sessions()));
  }

  /** Why a gateway is not ejected, for people. */
  private static Optional<String> whyNot(LiveGateway gateway, PoolAttempts.Plan plan) {
    if (!plan.ejects()) {
      return Optional.of("it is not ejected, for the pool says so (outliers)");
    }
    boolean anotherServes =
        plan.gateways().stream().anyMatch(it -> it != gateway && it.takesSessions());
    if (!anotherServes) {
      return Optional.of("it is not ejected, for no other gateway takes sessions now");
    }
    long ejected = plan.gateways().stream().filter(it -> it.ejections().now().isPresent()).count();
    return 2 * (ejected + 1) > plan.gateways().size()
        ? Optional.of("it is not ejected, for half of the pool is already")
        : Optional.empty();
  }

  /** What tells against gateways that were not ejected for it. */
  synchronized Map<LiveGateway, String> warned() {
    return Map.copyOf(warned);
  }
}
