package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.ikelb.config.problem.Place;

/**
 * Source addresses that are valid and not on this machine. Those of virtual servers may come later,
 * for the kernel lets ikelb listen on them; a session cannot be opened from one that is not there.
 *
 * <p>Stateless.
 */
final class HostWarnings {
  private HostWarnings() {}

  /**
   * Finds them.
   *
   * @param isOfHost whether this machine has an address
   * @param root what is found is reported there: warnings, not problems
   */
  static void find(TopologySection topology, Predicate<InetAddress> isOfHost, Place root) {
    topology
        .pools()
        .forEach(
            (name, pool) ->
                find(
                    pool.sourceAddresses(),
                    isOfHost,
                    root.at("pools").at(name).at("sourceAddresses")));
  }

  private static void find(
      List<InetAddress> addresses, Predicate<InetAddress> isOfHost, Place place) {
    for (int i = 0; i < addresses.size(); i++) {
      if (!isOfHost.test(addresses.get(i))) {
        place
            .at(i)
            .wrong(
                "no interface of this machine has the address, and no session can be opened from"
                    + " it; add it (ip address add), or leave it out");
      }
    }
  }
}
