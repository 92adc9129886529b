package org.ikelb.config.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ikelb.config.problem.LookAlike;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Names that cannot be told from others by looking at them: with letters of two alphabets, or like
 * that of a neighbour.
 *
 * <p>Stateless.
 */
final class LookAlikeWarnings {
  private LookAlikeWarnings() {}

  /**
   * Finds them.
   *
   * @param root what is found is reported there: warnings, not problems
   */
  static void find(TopologySection topology, Place root) {
    find(topology.virtualServers().keySet(), root.at("virtualServers"));
    find(topology.persistencyGroups().keySet(), root.at("persistencyGroups"));
    find(topology.pools().keySet(), root.at("pools"));
    find(topology.monitors().keySet(), root.at("monitors"));
    topology
        .pools()
        .forEach(
            (name, pool) ->
                find(pool.gateways().keySet(), root.at("pools").at(name).at("gateways")));
  }

  private static void find(Collection<String> names, Place place) {
    Map<String, String> before = new HashMap<>();
    for (String name : names) {
      String other = before.putIfAbsent(LookAlike.shape(name), name);
      Optional<String> odd = LookAlike.oddLetter(name);
      if (other != null) {
        place
            .at(name)
            .wrongKey(
                "looks like the name "
                    + Quoted.name(other)
                    + " and is another one"
                    + odd.map(letter -> ": it has " + letter).orElse("")
                    + "; write one of them in another way");
      } else if (odd.isPresent()) {
        place
            .at(name)
            .wrongKey(
                "has letters of two alphabets: it has "
                    + odd.get()
                    + "; who types the name as it looks will not find it");
      }
    }
  }
}
