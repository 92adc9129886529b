package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.SourceMask;
import org.ikelb.spi.ExportRequest;

/**
 * What is lost on a LoadMaster besides what is lost everywhere.
 *
 * <p>Not thread-safe: one for each export.
 */
record Losses(Topology topology, Findings findings) {

  static void find(ExportRequest request, LoadMaster loadMaster, Findings findings) {
    Topology topology = request.topology();
    Losses losses = new Losses(topology, findings);
    topology.persistencyGroups().values().forEach(losses::mask);
    topology.virtualServers().values().stream()
        .map(VirtualServer::pool)
        .distinct()
        .map(topology.pools()::get)
        .forEach(losses::pool);
    if (request.clientAddress() == ClientAddress.PRESERVE) {
      losses.transparency();
    }
    if (loadMaster.services().stream().anyMatch(service -> service.portFollow().isPresent())) {
      losses.following();
    }
  }

  private void transparency() {
    findings.always(
        Pages.STANDARD_OPTIONS,
        "Clients in the subnet of the service and the gateways are translated all the same.");
    findings.always(
        Pages.TRANSPARENCY,
        "Use Address for Server NAT is on (UseforSnat), which this page asks for and the newer one"
            + " does not, so what gateways begin by themselves leaves from the service's address.");
  }

  private void following() {
    findings.always(
        Pages.PORT_FOLLOWING,
        "Port following is set on both services: one takes the gateway of the other while a flow"
            + " from the client's address is open there, and the records of a gateway that fails go"
            + " on both.");
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
                    Pages.MODULE,
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
          Pages.MODULE,
          path + ".slowStart",
          PRODUCT + " has no slow start for a service: it is left out.");
    }
    if (!pool.monitors().isEmpty()) {
      findings.always(
          Pages.CHECKS, "A ping without an answer is repeated at once, not at the next interval.");
      findings.always(
          Pages.PARAMETERS,
          "In the API the switch for connections of a failed real server is droponfail.");
    }
  }
}
