package org.ikelb.core.control;

import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.Retirement;

/**
 * A virtual server's plan with a strategy and a selector of its own, so that asking them changes
 * nothing that is at work. Whoever asked for it closes it.
 *
 * <p>Used by one thread.
 */
record TracePlan(ServerPlan server, Retirement retirement) implements AutoCloseable {
  @Override
  public void close() {
    retirement.closeSoon(server.group().strategy());
    retirement.closeSoon(server.pool().selector());
  }
}
