package org.ikelb.api.view;

import java.util.List;

/**
 * A pool.
 *
 * @param name its name
 * @param method the balancing method
 * @param monitors names of its monitors
 * @param guards names of its guards
 * @param gateways how many
 * @param takingSessions how many of them take new sessions now
 * @param halfOpenSessions now
 * @param establishedSessions now
 * @param degraded why it cannot open sessions at all; empty: it can
 */
public record PoolView(
    String name,
    String method,
    List<String> monitors,
    List<String> guards,
    int gateways,
    int takingSessions,
    int halfOpenSessions,
    int establishedSessions,
    String degraded) {

  public PoolView {
    monitors = List.copyOf(monitors);
    guards = List.copyOf(guards);
  }
}
