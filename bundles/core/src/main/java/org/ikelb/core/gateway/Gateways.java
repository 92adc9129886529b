package org.ikelb.core.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.SessionCounter;

/**
 * The gateways at run time: those of the topology, and those that were removed but still have
 * sessions. One that got other addresses is a removed one and a new one: the new one has the name,
 * and the removed one {@link LiveGateway#nameAtAddress}. So no two are called the same.
 *
 * <p>Changed by the control plane, one change at a time; read from any thread.
 */
public final class Gateways {
  private final Time time;
  private final List<LiveGateway> removed = new CopyOnWriteArrayList<>();

  /** The counters never go back, not even for a gateway that was away for a while. */
  private final Map<GatewayId, SessionCounter> counters = new ConcurrentHashMap<>();

  private volatile Map<GatewayId, LiveGateway> current = Map.of();

  public Gateways(Time time) {
    this.time = time;
  }

  /**
   * Follows a new topology.
   *
   * @param serving whether sessions are being placed already: then a new gateway starts slowly
   */
  public void follow(Topology topology, boolean serving) {
    Map<GatewayId, LiveGateway> next = new LinkedHashMap<>();
    for (Pool pool : topology.pools().values()) {
      for (Gateway settings : pool.gateways().values()) {
        next.put(settings.id(), liveFor(settings, serving));
      }
    }
    for (LiveGateway gateway : current.values()) {
      if (next.get(gateway.id()) != gateway) {
        gateway.update(state -> state.withRemoved(true));
        removed.add(gateway);
      }
    }
    removed.stream().filter(g -> next.containsKey(g.id())).forEach(LiveGateway::cedeName);
    current = next;
    forgetEmpty();
  }

  private LiveGateway liveFor(Gateway settings, boolean serving) {
    LiveGateway old = current.get(settings.id());
    if (old != null && old.settings().addresses().equals(settings.addresses())) {
      old.configure(settings);
      return old;
    }
    Optional<LiveGateway> returning =
        removed.stream()
            .filter(
                gateway ->
                    gateway.id().equals(settings.id())
                        && gateway.settings().addresses().equals(settings.addresses()))
            .findFirst();
    LiveGateway gateway = returning.orElseGet(() -> newGateway(settings));
    if (returning.isPresent()) {
      removed.remove(gateway);
      gateway.configure(settings);
      gateway.update(state -> state.withRemoved(false));
    }
    if (serving) {
      gateway.update(state -> state.joinedAt(time.nanos()));
    }
    return gateway;
  }

  private LiveGateway newGateway(Gateway settings) {
    SessionCounter counter = counters.computeIfAbsent(settings.id(), id -> new SessionCounter());
    return new LiveGateway(settings, time.now(), counter);
  }

  /** What became of the sessions of each gateway that there is or was. */
  public List<SessionCounts> sessionCounts() {
    List<SessionCounts> counts = new ArrayList<>();
    counters.forEach((id, counter) -> counts.add(counter.read(id)));
    counts.sort(Comparator.comparing(of -> of.gateway().toString()));
    return counts;
  }

  /** What attempts to log in at each gateway that there is or was came to. */
  public List<AttemptCounts> attemptCounts() {
    return counters.entrySet().stream()
        .map(
            of ->
                new AttemptCounts(
                    of.getKey().pool(), of.getKey().gateway(), of.getValue().attempts()))
        .sorted(Comparator.comparing(AttemptCounts::pool).thenComparing(AttemptCounts::gateway))
        .toList();
  }

  /** Removed gateways without sessions are gone for good. */
  public void forgetEmpty() {
    removed.removeIf(LiveGateway::isEmpty);
  }

  public Optional<LiveGateway> find(GatewayId id) {
    return Optional.ofNullable(current.get(id));
  }

  /** Those of a pool, in the order of the file. */
  public List<LiveGateway> of(Pool pool) {
    List<LiveGateway> gateways = new ArrayList<>();
    pool.gateways().values().forEach(g -> find(g.id()).ifPresent(gateways::add));
    return gateways;
  }

  /** All, removed ones last. */
  public List<LiveGateway> all() {
    List<LiveGateway> all = new ArrayList<>(current.values());
    all.addAll(removed);
    return all;
  }
}
