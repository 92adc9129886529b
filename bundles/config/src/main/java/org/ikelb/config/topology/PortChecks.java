package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.ikelb.api.topology.ClientAddress;
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
    Set<String> used = new HashSet<>();
    topology.virtualServers().values().forEach(server -> used.add(server.pool()));
    topology
        .pools()
        .forEach(
            (name, pool) -> {
              Place place = root.at("pools").at(name).at("upstreamPorts");
              checkUpstreamPorts(pool.upstreamPorts(), place);
              // One that nobody uses, or that shows clients' own addresses, has no upstream ports.
              if (pool.clientAddress() == ClientAddress.TRANSLATE && used.contains(name)) {
                checkServers(pool.upstreamPorts(), sources(pool), topology, place);
              }
            });
  }

  private static void checkUpstreamPorts(PortRange ports, Place place) {
    if (ports.first() < FIRST_UNPRIVILEGED) {
      place.wrong("must be from " + FIRST_UNPRIVILEGED + " to 65535, was \"" + ports + '"');
    }
    if (ports.contains(Protocol.NAT_T.port())) {
      place.wrong("must not contain 4500: gateways treat clients on that port differently");
    }
  }

  private static void checkServers(
      PortRange ports, Predicate<InetAddress> sources, TopologySection topology, Place place) {
    topology
        .virtualServers()
        .forEach(
            (name, server) -> {
              if (server.port() != Protocol.NAT_T.port()
                  && ports.contains(server.port())
                  && server.address().stream().anyMatch(sources)) {
                place.wrong(
                    "%s contains %d, the port of virtual server %s, whose address upstreams may have, too; give \"upstreamPorts\" a range without it, or set \"sourceAddresses\" to others"
                        .formatted(ports, server.port(), Quoted.name(name)));
              }
            });
  }

  /** The addresses that upstreams may have. */
  private static Predicate<InetAddress> sources(PoolSection pool) {
    if (!pool.sourceAddresses().isEmpty()) {
      return Set.copyOf(pool.sourceAddresses())::contains;
    }
    // The kernel chooses, maybe the virtual server's; of the family of a gateway.
    Set<Class<?>> families = new HashSet<>();
    pool.gateways().values().stream()
        .flatMap(gateway -> gateway.address().stream())
        .forEach(address -> families.add(address.getClass()));
    return address -> families.contains(address.getClass());
  }
}
