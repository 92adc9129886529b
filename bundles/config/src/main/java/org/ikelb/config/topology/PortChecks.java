package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Protocol;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * What is spoken on a port is known, and upstreams never take a port that means something else.
 *
 * <p>Stateless.
 */
final class PortChecks {
  private static final int FIRST_UNPRIVILEGED = 1024;

  private PortChecks() {}

  static void check(TopologySection topology, Place root) {
    topology
        .virtualServers()
        .forEach(
            (name, server) -> {
              if (server.spoken().isEmpty()) {
                root.at("virtualServers")
                    .at(name)
                    .at("port")
                    .wrong(
                        "a port other than 500 and 4500 needs \"protocol\": \"ike\" or \"nat-t\"");
              }
            });
    topology
        .pools()
        .forEach(
            (name, pool) ->
                checkUpstreamPorts(
                    pool,
                    topology.virtualServers(),
                    root.at("pools").at(name).at("upstreamPorts")));
  }

  private static void checkUpstreamPorts(
      PoolSection pool, Map<String, VirtualServerSection> servers, Place place) {
    PortRange ports = pool.upstreamPorts();
    if (ports.first() < FIRST_UNPRIVILEGED) {
      place.wrong("must be from " + FIRST_UNPRIVILEGED + " to 65535, was \"" + ports + '"');
    }
    if (ports.contains(Protocol.NAT_T.port())) {
      place.wrong("must not contain 4500: gateways treat clients on that port differently");
    }
    servers.forEach(
        (name, server) -> {
          if (server.port() != Protocol.NAT_T.port()
              && ports.contains(server.port())
              && mayShareAnAddress(pool.sourceAddresses(), server.address())) {
            place.wrong(
                "must not contain "
                    + server.port()
                    + ": virtual server "
                    + Quoted.name(name)
                    + " has that port, and sources may have its address");
          }
        });
  }

  /** Without source addresses the kernel chooses, maybe the virtual server's. */
  private static boolean mayShareAnAddress(List<InetAddress> sources, List<InetAddress> addresses) {
    return sources.isEmpty() || !Collections.disjoint(sources, addresses);
  }
}
