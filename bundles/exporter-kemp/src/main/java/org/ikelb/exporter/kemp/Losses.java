package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.SourceMask;

/**
 * What is lost on a LoadMaster besides what is lost everywhere.
 *
 * <p>Not thread-safe: one for each export.
 */
record Losses(Topology topology, Findings findings) {

  static void find(Topology topology, Findings findings) {
    Losses losses = new Losses(topology, findings);
    topology.persistencyGroups().values().forEach(losses::mask);
    topology.virtualServers().values().stream()
        .map(VirtualServer::pool)
        .distinct()
        .map(topology.pools()::get)
        .forEach(losses::pool);
  }

  private void mask(PersistencyGroup group) {
    group.virtualServers().stream()
        .map(topology.virtualServers()::get)
        .flatMap(server -> server.addresses().stream())
        .map(Family::of)
        .distinct()
        .filter(family -> SourceMask.prefix(group.strategy(), family) < family.bits())
        .forEach(
            family ->
                findings.lossy(
                    Paths.of("persistencyGroups", group.name(), "strategy"),
                    PRODUCT
                        + " remembers whole addresses: "
                        + family.title()
                        + " clients of one /"
                        + SourceMask.prefix(group.strategy(), family)
                        + " network may be spread."));
  }

  private void pool(Pool pool) {
    String path = Paths.of("pools", pool.name());
    if (pool.slowStart().isPresent()) {
      findings.lossy(
          path + ".slowStart", PRODUCT + " has no slow start for a service: it is left out.");
    }
    if (!pool.monitors().isEmpty()) {
      String until = pool.holdDown().isPresent() ? " until holdDown is over" : "";
      findings.lossy(
          path + ".holdDown",
          "ikelb keeps established sessions on a gateway that is down"
              + until
              + "; what "
              + PRODUCT
              + " does with their flows is not documented: expect clients to dial again.");
    }
  }
}
