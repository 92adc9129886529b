package org.ikelb.exporter.kit;

import static org.ikelb.exporter.kit.Paths.quoted;

import java.util.List;
import java.util.stream.Collectors;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.spi.ExportRequest;

/**
 * What is lost on every balancer that does not know IKE.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param product for whom it is lost: {@code F5 BIG-IP}
 * @param sourcePorts what it does with source ports, the rest of a sentence that begins with the
 *     product: {@code chooses them by itself}
 */
public record SharedLosses(
    String product, String sourcePorts, ExportRequest request, Findings findings) {

  /** Notes all of them. */
  public void find() {
    Topology topology = request.topology();
    topology.persistencyGroups().values().forEach(this::group);
    topology.pools().values().forEach(this::pool);
    wholes(topology);
    List<String> used =
        topology.pools().values().stream().flatMap(p -> p.monitors().stream()).toList();
    topology.monitors().keySet().stream()
        .filter(name -> !used.contains(name))
        .forEach(
            name -> findings.lossy(Paths.of("monitors", name), "No pool uses it: it is left out."));
  }

  private void wholes(Topology topology) {
    Limits limits = topology.limits();
    findings.lossy(
        "limits",
        "ikelb takes "
            + limits.sessions()
            + " sessions and "
            + limits.halfOpen()
            + " half-open ones; "
            + product
            + " counts flows and cannot tell logins from tunnels. Limit logins at the gateways.");
    findings.lossy(
        "timeouts",
        product
            + " cannot tell logins from tunnels: halfOpen, authenticating and nat-t are left out,"
            + " one idle time holds for each port.");
  }

  private void group(PersistencyGroup group) {
    String path = Paths.of("persistencyGroups", group.name());
    findings.lossy(
        path,
        "ikelb follows a session whose address changes; "
            + product
            + " takes it for a new client, which may land on another gateway and must dial again.");
    String type = group.strategy().type();
    if (type.equals("ike-spi")) {
      findings.lossy(
          path + ".strategy",
          "ike-spi places each session by itself; "
              + product
              + " knows source addresses only: all clients behind one NAT share a gateway.");
    } else if (!type.equals("source-ip")) {
      findings.lossy(
          path + ".strategy",
          quoted(type) + " is unknown to " + product + ": the source address is used instead.");
    }
  }

  private void pool(Pool pool) {
    String path = Paths.of("pools", pool.name());
    if (!isUsed(pool)) {
      findings.lossy(path, "No virtual server uses it: it is left out.");
      return;
    }
    clientAddress(pool, path);
    monitors(pool, path);
    if (!pool.guards().isEmpty()) {
      findings.lossy(
          path + ".guards",
          names(pool.guards().stream().map(PluginUse::type).toList())
              + ": "
              + product
              + " opens a flow for every datagram, nobody is asked.");
    }
    findings.lossy(
        path + ".upstreamPorts",
        product + " " + sourcePorts + ": " + pool.upstreamPorts() + " is left out.");
  }

  private void clientAddress(Pool pool, String path) {
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    if (pool.clientAddress() != request.clientAddress()) {
      findings.changed(
          path + ".clientAddress",
          preserve
              ? "Clients keep their addresses, as gateways want it: the default route of gateways"
                  + " must lead through "
                  + product
                  + ", so that it sees their answers. To translate addresses: --client-address"
                  + " translate."
              : "Addresses of clients are translated, as asked for: gateways see addresses of "
                  + product
                  + ".");
    }
    if (!preserve) {
      findings.changed(
          path + ".clientAddress",
          "All clients share few addresses: raise the limit of logins for each address at the"
              + " gateways (RRAS: IkeNumEstablishedForInitialQuery).");
    }
    if (!pool.sourceAddresses().isEmpty()) {
      findings.lossy(
          path + ".sourceAddresses",
          preserve
              ? "No address is needed: clients keep theirs."
              : product + " uses addresses of its own: these are left out.");
    }
  }

  private void monitors(Pool pool, String path) {
    for (String name : pool.monitors()) {
      Monitor monitor = request.topology().monitors().get(name);
      if (monitor != null && !monitor.plugin().type().equals("icmp")) {
        findings.lossy(
            Paths.of("monitors", name),
            quoted(monitor.plugin().type())
                + " cannot be asked by "
                + product
                + ": gateways are pinged, so one that answers pings but no IKE gets clients.");
      }
    }
    if (pool.monitors().size() > 1 || pool.upWhen() != UpWhen.PROTOCOL) {
      findings.lossy(path + ".upWhen", "One ping decides on " + product + ", whatever this says.");
    }
  }

  private boolean isUsed(Pool pool) {
    return request.topology().virtualServers().values().stream()
        .map(VirtualServer::pool)
        .anyMatch(pool.name()::equals);
  }

  private static String names(List<String> names) {
    return names.stream().map(Paths::quoted).collect(Collectors.joining(", "));
  }
}
