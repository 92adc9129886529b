package org.ikelb.config.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.config.problem.LookAlike;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Every name that one part uses of another exists, no list names a thing twice, and no gateway is
 * named like what is left of another at its old address ({@code vpn1@10.0.0.11}).
 *
 * <p>Immutable and thread-safe.
 *
 * @param topology what could be bound
 * @param written the document as written: a part that could not be bound is not missing
 */
record NameChecks(TopologySection topology, Map<String, ?> written) {

  void check(Place root) {
    Names pools = names("pool", "pools");
    topology
        .virtualServers()
        .forEach(
            (name, server) ->
                pools.exists(server.pool(), root.at("virtualServers").at(name).at("pool")));
    Names monitors = names("monitor", "monitors");
    topology
        .pools()
        .forEach(
            (name, pool) ->
                monitors.allExist(pool.monitors(), root.at("pools").at(name).at("monitors")));
    Names servers = names("virtual server", "virtualServers");
    topology
        .persistencyGroups()
        .forEach(
            (name, group) ->
                servers.allExist(
                    group.virtualServers(),
                    root.at("persistencyGroups").at(name).at("virtualServers")));
    topology
        .pools()
        .forEach((name, pool) -> gateways(pool, root.at("pools").at(name).at("gateways")));
  }

  private static void gateways(PoolSection pool, Place place) {
    pool.gateways().keySet().stream()
        .filter(name -> name.contains("@"))
        .forEach(name -> place.at(name).wrongKey("a gateway's name must not contain @"));
  }

  private Names names(String what, String section) {
    Set<String> names = new LinkedHashSet<>();
    if (written.get(section) instanceof Map<?, ?> entries) {
      entries.keySet().forEach(name -> names.add((String) name));
    }
    return Names.of(what, section, names);
  }

  /**
   * The names that can be used.
   *
   * @param what is named
   * @param section where such names are given
   * @param byShape the names by what they look like
   */
  private record Names(
      String what, String section, Set<String> known, Map<String, String> byShape) {
    private static final int LIST_AT_MOST = 12;

    static Names of(String what, String section, Set<String> known) {
      Map<String, String> byShape = new HashMap<>();
      known.forEach(name -> byShape.putIfAbsent(LookAlike.shape(name), name));
      return new Names(what, section, known, byShape);
    }

    void allExist(List<String> used, Place place) {
      Set<String> before = new HashSet<>();
      for (int i = 0; i < used.size(); i++) {
        exists(used.get(i), place.at(i));
        if (!before.add(used.get(i))) {
          place.at(i).wrong(Quoted.name(used.get(i)) + " is in this list already; once is enough");
        }
      }
    }

    void exists(String used, Place place) {
      if (!known.contains(used)) {
        place.wrong("no " + what + " is named " + Quoted.name(used) + hint(used));
      }
    }

    /** What it looks like, else what it is near to, else all there are. */
    private String hint(String used) {
      String looksLike = byShape.get(LookAlike.shape(used));
      if (looksLike != null) {
        String letter =
            LookAlike.oddLetter(used).or(() -> LookAlike.oddLetter(looksLike)).orElse("");
        return "; it looks like "
            + Quoted.name(looksLike)
            + ", which is written with other letters"
            + (letter.isEmpty() ? "" : ": one of them has " + letter);
      }
      String nearest = Quoted.nearest(used, known);
      if (!nearest.isEmpty()) {
        return nearest;
      }
      if (known.isEmpty()) {
        return "; there is none: name it under " + Quoted.name(section);
      }
      return known.size() > LIST_AT_MOST
          ? "; those that there are stand under " + Quoted.name(section)
          : "; there is " + Quoted.allOf(List.copyOf(known));
    }
  }
}
