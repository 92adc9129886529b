package org.ikelb.config.topology;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Addresses can be bound or reached, and no two things have the same one where that is ambiguous.
 *
 * <p>Stateless.
 */
final class AddressChecks {
  private AddressChecks() {}

  static void check(TopologySection topology, Place root) {
    Map<InetSocketAddress, String> taken = new HashMap<>();
    topology
        .virtualServers()
        .forEach(
            (name, server) -> {
              Place place = root.at("virtualServers").at(name).at("address");
              usable(server.address(), place);
              checkOverlap(name, server, taken, place);
            });
    topology
        .pools()
        .forEach(
            (name, pool) -> {
              Place place = root.at("pools").at(name);
              usable(pool.sourceAddresses(), place.at("sourceAddresses"));
              checkRepeated(pool.sourceAddresses(), place.at("sourceAddresses"));
              checkGateways(pool, place.at("gateways"));
            });
  }

  private static void usable(List<InetAddress> addresses, Place place) {
    for (int i = 0; i < addresses.size(); i++) {
      InetAddress address = addresses.get(i);
      Place inner = place.at(i);
      if (address.isAnyLocalAddress()) {
        inner.wrong("must be one address, not the wildcard: answers must leave from it");
      } else if (address.isMulticastAddress()) {
        inner.wrong("must not be a multicast address");
      } else if (address.getHostAddress().equals("255.255.255.255")) {
        inner.wrong("must not be the broadcast address");
      } else if (address instanceof Inet6Address && address.isLinkLocalAddress()) {
        inner.wrong("must not be a link-local address: it means nothing without its interface");
      }
    }
  }

  private static void checkOverlap(
      String name, VirtualServerSection server, Map<InetSocketAddress, String> taken, Place place) {
    for (int i = 0; i < server.address().size(); i++) {
      InetAddress address = server.address().get(i);
      String other = taken.putIfAbsent(new InetSocketAddress(address, server.port()), name);
      if (other != null) {
        place
            .at(i)
            .wrong(
                "port "
                    + server.port()
                    + " of this address belongs to virtual server "
                    + Quoted.name(other)
                    + " already; give one of them another address or port");
      }
    }
  }

  private static void checkRepeated(List<InetAddress> addresses, Place place) {
    Set<InetAddress> before = new HashSet<>();
    for (int i = 0; i < addresses.size(); i++) {
      if (!before.add(addresses.get(i))) {
        place.at(i).wrong("this address is in the list already; once is enough");
      }
    }
  }

  private static void checkGateways(PoolSection pool, Place place) {
    Map<InetAddress, String> taken = new HashMap<>();
    pool.gateways()
        .forEach(
            (name, gateway) -> {
              Place inner = place.at(name).at("address");
              usable(gateway.address(), inner);
              checkOneOfEachFamily(gateway.address(), inner);
              checkReachable(gateway.address(), pool.sourceAddresses(), inner);
              for (int i = 0; i < gateway.address().size(); i++) {
                String other = taken.putIfAbsent(gateway.address().get(i), name);
                if (other != null && !other.equals(name)) {
                  inner
                      .at(i)
                      .wrong(
                          "gateway "
                              + Quoted.name(other)
                              + " has this address already; each has its own");
                }
              }
            });
  }

  private static void checkOneOfEachFamily(List<InetAddress> addresses, Place place) {
    for (int i = 1; i < addresses.size(); i++) {
      if (hasFamilyOf(addresses.get(i), addresses.subList(0, i))) {
        place
            .at(i)
            .wrong("a gateway has at most one address of each family; add another gateway for it");
      }
    }
  }

  /** A family without a source address is left to the kernel, if another one has its own. */
  private static void checkReachable(
      List<InetAddress> addresses, List<InetAddress> sources, Place place) {
    boolean reachable = addresses.stream().anyMatch(address -> hasFamilyOf(address, sources));
    if (!sources.isEmpty() && !addresses.isEmpty() && !reachable) {
      String family = addresses.get(0) instanceof Inet4Address ? "IPv4" : "IPv6";
      place.wrong(
          "cannot be reached: \"sourceAddresses\" has no " + family + " address; add one there");
    }
  }

  private static boolean hasFamilyOf(InetAddress address, List<InetAddress> others) {
    return others.stream().anyMatch(other -> other.getClass() == address.getClass());
  }
}
