package org.ikelb.config.topology;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.config.problem.Place;

/**
 * Refuses what is valid, but cannot take effect in a running ikelb yet.
 *
 * <p>Stateless.
 */
final class RunChecks {
  private RunChecks() {}

  static void check(TopologySection topology, Place root) {
    if (topology.watch()) {
      root.at("watch")
          .wrong("is not supported by `run` yet; apply changes with `ikelb config apply`");
    }
    topology.pools().forEach((name, pool) -> check(pool, root.at("pools").at(name)));
  }

  private static void check(PoolSection pool, Place place) {
    if (pool.clientAddress() == ClientAddress.PRESERVE) {
      place
          .at("clientAddress")
          .wrong("\"preserve\" is not supported by `run` yet; use \"translate\"");
    }
  }
}
