package org.ikelb.api.view;

import java.util.List;

/**
 * A virtual server.
 *
 * @param name its name
 * @param addresses with port, as bound: {@code 203.0.113.10:500}, {@code [2001:db8::10]:500}
 * @param protocol {@code ike} or {@code nat-t}
 * @param pool the pool's name
 * @param persistencyGroup the group's name
 * @param upstreams open now
 * @param fromClients counted since start
 * @param fromGateways counted since start
 */
public record VirtualServerView(
    String name,
    List<String> addresses,
    String protocol,
    String pool,
    String persistencyGroup,
    int upstreams,
    Traffic fromClients,
    Traffic fromGateways) {

  public VirtualServerView {
    addresses = List.copyOf(addresses);
  }
}
