package org.ikelb.core.plan;

import java.util.List;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * A virtual server, ready to serve.
 *
 * @param server what its upstreams know of it
 * @param gatewayPort the gateways' port
 * @param group its persistency group
 * @param pool its pool
 */
public record ServerPlan(UpstreamServer server, int gatewayPort, GroupPlan group, PoolPlan pool) {

  public String name() {
    return server.name();
  }

  /** Whether ESP and the non-ESP marker are spoken there. */
  public boolean natT() {
    return server.natT();
  }

  /** What is counted, by loop. */
  public List<ServerCounters> counters() {
    return server.counters();
  }
}
