package org.ikelb.core.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.core.attempt.Attempts;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.core.gateway.Gateways;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Turns;
import org.ikelb.core.plugin.PluginObjects;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Bindings;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Guard;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Selector;

/**
 * Makes the plans that the loops work by from a topology. What did not change is shared with the
 * plans before: bindings, counters, plugins' objects.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time; what there is of groups and
 * virtual servers is read by any thread.
 */
final class PlanBuilder {
  private final PluginObjects objects;
  private final Gateways gateways;
  private final Attempts attempts;
  private final int loops;
  private final Map<String, BoundGroup> groups = new ConcurrentHashMap<>();
  private final Map<String, UpstreamServer> servers = new ConcurrentHashMap<>();
  private final Map<String, Turns> turns = new ConcurrentHashMap<>();
  private final Map<String, StandIn> standIns = new HashMap<>();

  PlanBuilder(PluginObjects objects, Gateways gateways, Attempts attempts, int loops) {
    this.objects = objects;
    this.gateways = gateways;
    this.attempts = attempts;
    this.loops = loops;
  }

  /** A group's bindings mean something only under the strategy that made them. */
  private record BoundGroup(PluginUse strategy, Bindings bindings) {}

  /** What orders the gateways of a pool if its method does not. */
  private record StandIn(List<Candidate> candidates, Selector selector) {}

  /** The plan of each virtual server. */
  Map<String, ServerPlan> build(Topology topology) {
    Map<String, PoolPlan> pools = new HashMap<>();
    topology.pools().values().forEach(pool -> pools.put(pool.name(), pool(pool)));
    groups.keySet().retainAll(topology.persistencyGroups().keySet());
    servers.keySet().retainAll(topology.virtualServers().keySet());
    topology.virtualServers().values().forEach(this::keep);
    turns.keySet().retainAll(topology.pools().keySet());
    standIns.keySet().retainAll(topology.pools().keySet());
    attempts.retainOnly(topology.pools().keySet());
    Map<String, ServerPlan> plans = new HashMap<>();
    for (PersistencyGroup settings : topology.persistencyGroups().values()) {
      GroupPlan group = group(settings);
      for (String name : settings.virtualServers()) {
        VirtualServer server = topology.virtualServers().get(name);
        PoolPlan pool = server == null ? null : pools.get(server.pool());
        if (server != null && pool != null) {
          plans.put(
              name,
              new ServerPlan(
                  Objects.requireNonNull(servers.get(name)), server.gatewayPort(), group, pool));
        }
      }
    }
    return plans;
  }

  /**
   * The same plan with a strategy and a selector of its own, so that asking them changes nothing
   * that is at work. Whoever asked for it closes them.
   */
  ServerPlan forTrace(ServerPlan plan, Topology topology) {
    Pool pool = plan.pool().settings();
    PersistencyGroup settings =
        Objects.requireNonNull(topology.persistencyGroups().get(plan.group().name()));
    PluginSlot<PersistencyStrategy> strategy = objects.apart(WantedPlugins.strategy(settings));
    GroupPlan group = plan.group();
    GroupPlan asked = new GroupPlan(group.name(), strategy, group.bindings(), group.timeoutNanos());
    PluginSlot<Selector> apart = objects.apart(WantedPlugins.method(pool, candidates(pool)));
    PoolPlan tracing =
        new PoolPlan(
            pool,
            plan.pool().gateways(),
            apart,
            plan.pool().standIn(),
            plan.pool().guards(),
            plan.pool().turns(),
            plan.pool().attempts(),
            plan.pool().slowStartNanos());
    return new ServerPlan(plan.server(), plan.gatewayPort(), asked, tracing);
  }

  /** It goes on being counted as before, whatever else of it changes. */
  private void keep(VirtualServer server) {
    boolean natT = server.protocol() == Protocol.NAT_T;
    servers.compute(
        server.name(),
        (name, before) -> {
          if (before == null) {
            List<ServerCounters> byLoop =
                Stream.generate(ServerCounters::new).limit(loops).toList();
            return new UpstreamServer(name, natT, byLoop);
          }
          return before.natT() == natT
              ? before
              : new UpstreamServer(
                  name, natT, before.counters(), before.ikev1(), before.upstreams());
        });
  }

  /** The virtual servers, by name, with what is counted for each. */
  Map<String, UpstreamServer> servers() {
    return Map.copyOf(servers);
  }

  /** The bindings of each group. */
  Map<String, Bindings> bindings() {
    Map<String, Bindings> bindings = new HashMap<>();
    groups.forEach((name, bound) -> bindings.put(name, bound.bindings));
    return bindings;
  }

  /** Forgets bindings that have expired. */
  void expireBindings(Topology topology, long nowNanos) {
    topology
        .persistencyGroups()
        .values()
        .forEach(
            group -> {
              BoundGroup bound = groups.get(group.name());
              if (bound != null) {
                bound.bindings.expire(nowNanos, group.timeout().toNanos());
              }
            });
  }

  private GroupPlan group(PersistencyGroup settings) {
    BoundGroup bound = groups.get(settings.name());
    if (bound == null || !bound.strategy.equals(settings.strategy())) {
      bound = new BoundGroup(settings.strategy(), new Bindings());
      groups.put(settings.name(), bound);
    }
    return new GroupPlan(
        settings.name(),
        objects.at(WantedPlugins.strategy(settings)),
        bound.bindings,
        settings.timeout().toNanos());
  }

  private PoolPlan pool(Pool pool) {
    return new PoolPlan(
        pool,
        gateways.of(pool),
        objects.at(WantedPlugins.method(pool, candidates(pool))),
        standIn(pool),
        guards(pool),
        turns.computeIfAbsent(pool.name(), name -> new Turns()),
        attempts.of(pool, gateways.of(pool)),
        pool.slowStart().map(Duration::toNanos).orElse(0L));
  }

  /** Made once for the same candidates: it counts out all turns. */
  private Selector standIn(Pool pool) {
    List<Candidate> candidates = candidates(pool);
    return standIns.compute(
            pool.name(),
            (name, before) ->
                before != null && before.candidates.equals(candidates)
                    ? before
                    : new StandIn(
                        candidates, new WeightedRoundRobin().create(new NoSettings(), candidates)))
        .selector;
  }

  private List<Candidate> candidates(Pool pool) {
    return gateways.of(pool).stream()
        .map(gateway -> new Candidate(gateway.id().gateway(), gateway.weight()))
        .toList();
  }

  private List<PluginSlot<Guard>> guards(Pool pool) {
    List<PluginSlot<Guard>> guards = new ArrayList<>();
    for (int i = 0; i < pool.guards().size(); i++) {
      guards.add(objects.at(WantedPlugins.guard(pool, i)));
    }
    return guards;
  }
}
