package org.ikelb.core.plan;

import java.util.List;
import org.ikelb.core.traffic.ServerCounters;

/**
 * A virtual server, ready to serve.
 *
 * @param name its name
 * @param natT whether ESP and the non-ESP marker are spoken there
 * @param gatewayPort the gateways' port
 * @param group its persistency group
 * @param pool its pool
 * @param counters by loop; they outlive snapshots
 */
public record ServerPlan(
    String name,
    boolean natT,
    int gatewayPort,
    GroupPlan group,
    PoolPlan pool,
    List<ServerCounters> counters) {

  public ServerPlan {
    counters = List.copyOf(counters);
  }
}
