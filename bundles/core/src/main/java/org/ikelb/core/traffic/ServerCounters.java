package org.ikelb.core.traffic;

/**
 * What one event loop counts for one virtual server, by the side the datagrams came from.
 *
 * @param client those that clients sent
 * @param gateway those that gateways sent
 */
public record ServerCounters(SideCounters client, SideCounters gateway) {

  public ServerCounters() {
    this(new SideCounters(), new SideCounters());
  }
}
