package org.ikelb.core.plan;

import java.util.List;
import org.ikelb.api.topology.Pool;
import org.ikelb.core.attempt.PoolAttempts;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Selector;

/**
 * A pool, ready to serve.
 *
 * @param settings as in the topology
 * @param gateways in the order of the file, which is that of the selector's indexes
 * @param selector the balancing method at work
 * @param standIn gives the order where that gives none
 * @param guards in the order in which they are asked
 * @param turns of its balancing method; they outlive snapshots
 * @param attempts what attempts to log in came to; they outlive snapshots
 * @param slowStartNanos 0: none
 */
public record PoolPlan(
    Pool settings,
    List<LiveGateway> gateways,
    PluginSlot<Selector> selector,
    Selector standIn,
    List<PluginSlot<Guard>> guards,
    Turns turns,
    PoolAttempts attempts,
    long slowStartNanos) {

  /** The name of the balancing method that stands in. */
  public static final String STAND_IN = "weighted-round-robin";

  public PoolPlan {
    gateways = List.copyOf(gateways);
    guards = List.copyOf(guards);
  }
}
