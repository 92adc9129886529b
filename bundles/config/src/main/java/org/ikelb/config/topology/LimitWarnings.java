package org.ikelb.config.topology;

import java.util.List;
import org.ikelb.config.problem.Place;

/**
 * Limits that are valid and cannot hold, since something else runs out before them.
 *
 * <p>Stateless.
 */
final class LimitWarnings {
  private LimitWarnings() {}

  /**
   * Finds them.
   *
   * @param root what is found is reported there: warnings, not problems
   */
  static void find(TopologySection topology, Place root) {
    long halfOpen = topology.limits().halfOpen();
    topology
        .pools()
        .forEach(
            (name, pool) -> {
              if (pool.gateways().isEmpty()) {
                return; // said elsewhere
              }
              Place place = root.at("pools").at(name);
              ports(pool, halfOpen, place.at("upstreamPorts"));
              halfOpenOfGateways(pool, halfOpen, place.at("gateways"));
            });
  }

  private static void ports(PoolSection pool, long halfOpen, Place place) {
    long gateways = pool.gateways().size();
    long sources = Math.max(1, pool.sourceAddresses().size());
    long ports = pool.upstreamPorts().size();
    if (ports * sources * gateways < halfOpen) {
      place.wrong(
          "%d ports, %s and %s carry at most %d half-open sessions, fewer than the %d of limits.halfOpen; beyond them one gives way for each that is new"
              .formatted(
                  ports,
                  many(sources, "source address", "source addresses"),
                  many(gateways, "gateway", "gateways"),
                  ports * sources * gateways,
                  halfOpen));
    }
  }

  /** Where all have a limit of their own, clients are refused before anybody gives way. */
  private static void halfOpenOfGateways(PoolSection pool, long halfOpen, Place place) {
    List<Integer> limits =
        pool.gateways().values().stream().flatMap(it -> it.maxHalfOpen().stream()).toList();
    long all = limits.stream().mapToLong(Integer::longValue).sum();
    if (limits.size() == pool.gateways().size() && all < halfOpen) {
      place.wrong(
          "together they take %d half-open sessions (maxHalfOpen), fewer than the %d of limits.halfOpen; beyond them new clients are refused, so the guard \"cookie\" should ask from fewer on"
              .formatted(all, halfOpen));
    }
  }

  private static String many(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
