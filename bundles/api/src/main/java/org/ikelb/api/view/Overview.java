package org.ikelb.api.view;

import java.util.List;

/**
 * ikelb at one moment: everything here is of the same revision, and the totals of the status are
 * the sums of the lists. What console, pages and metrics show together comes from one of these.
 *
 * @param status at a glance
 * @param virtualServers as of {@link org.ikelb.api.Views#virtualServers}
 * @param pools as of {@link org.ikelb.api.Views#pools}
 * @param gateways as of {@link org.ikelb.api.Views#gateways}
 * @param warnings as of {@link org.ikelb.api.Views#warnings}
 */
public record Overview(
    StatusView status,
    List<VirtualServerView> virtualServers,
    List<PoolView> pools,
    List<GatewayView> gateways,
    List<Warning> warnings) {

  public Overview {
    virtualServers = List.copyOf(virtualServers);
    pools = List.copyOf(pools);
    gateways = List.copyOf(gateways);
    warnings = List.copyOf(warnings);
  }
}
