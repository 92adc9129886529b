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
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.spi.ExportRequest;

/**
 * What is lost on every balancer that does not know IKE: settings of this topology that it does not
 * have, and what is always so of it.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param product for whom it is lost
 * @param behaviour what it does instead
 */
public record SharedLosses(
    Product product, Behaviour behaviour, ExportRequest request, Findings findings) {
  private static final List<PluginUse> USUAL_GUARDS =
      List.of(PluginUse.of("rate-limit"), PluginUse.of("cookie"));
  private static final PortRange USUAL_PORTS = new PortRange(10240, 32767);

  /** Notes all of them. */
  public void find() {
    Topology topology = request.topology();
    topology.persistencyGroups().values().forEach(this::group);
    topology.pools().values().forEach(this::pool);
    limits(topology.limits());
    timeouts(topology.timeouts());
    List<String> used =
        topology.pools().values().stream().flatMap(p -> p.monitors().stream()).toList();
    topology.monitors().keySet().stream()
        .filter(name -> !used.contains(name))
        .forEach(
            name ->
                findings.lossy(
                    Source.IKELB, Paths.of("monitors", name), "No pool uses it: it is left out."));
    always(!used.isEmpty());
  }

  private void always(boolean probed) {
    findings.always(
        behaviour.flows(),
        product
            + " knows no IKE: it opens a flow for every datagram and asks no guard, counts flows, not"
            + " sessions and logins, and has one idle time for each port.");
    findings.always(
        behaviour.flows(),
        behaviour.persistsBySpi()
            ? "A client whose address changes keeps its gateway if IKE comes first from the new"
                + " one; else it is a new client, and dials again."
            : "A client whose address changes is a new client, often at another gateway, and dials"
                + " again.");
    always(behaviour.clientAddress());
    always(behaviour.sourcePorts());
    if (probed) {
      always(behaviour.down());
    }
  }

  private void always(Behaviour.Said said) {
    findings.always(said.source(), said.sentence());
  }

  private void limits(Limits limits) {
    if (!limits.equals(Limits.DEFAULT)) {
      findings.lossy(
          behaviour.flows(),
          "limits",
          product
              + " counts flows and cannot tell logins from tunnels: "
              + limits.sessions()
              + " sessions, "
              + limits.halfOpen()
              + " half-open ones and "
              + limits.halfOpenPerSource()
              + " of one source are left out. Limit logins at the gateways.");
    }
  }

  private void timeouts(Timeouts timeouts) {
    Timeouts usual = Timeouts.DEFAULT;
    if (!timeouts.halfOpen().equals(usual.halfOpen())
        || !timeouts.authenticating().equals(usual.authenticating())
        || !timeouts.natT().equals(usual.natT())) {
      findings.lossy(
          behaviour.flows(),
          "timeouts",
          product
              + " cannot tell logins from tunnels: halfOpen, authenticating and nat-t are left out,"
              + " one idle time holds for each port.");
    }
  }

  private void group(PersistencyGroup group) {
    String path = Paths.of("persistencyGroups", group.name(), "strategy");
    String type = group.strategy().type();
    Behaviour.Said bySpi = behaviour.bySpi();
    if (behaviour.persistsBySpi()) {
      findings.changed(bySpi.source(), path, bySpi.sentence());
    } else if (request.persistBySpi()) {
      findings.lossy(bySpi.source(), path, bySpi.sentence());
    } else if (type.equals("ike-spi")) {
      findings.lossy(
          bySpi.source(),
          path,
          "ike-spi places each session by itself; this export goes by source addresses, so all"
              + " clients behind one NAT share a gateway. "
              + bySpi.sentence());
    } else if (!type.equals("source-ip")) {
      findings.lossy(
          behaviour.flows(),
          path,
          quoted(type) + " is unknown to " + product + ": the source address is used instead.");
    }
  }

  private void pool(Pool pool) {
    String path = Paths.of("pools", pool.name());
    if (!isUsed(pool)) {
      findings.lossy(Source.IKELB, path, "No virtual server uses it: it is left out.");
      return;
    }
    clientAddress(pool, path);
    monitors(pool, path);
    if (!pool.monitors().isEmpty() && pool.holdDown().isPresent()) {
      findings.lossy(
          behaviour.down().source(),
          path + ".holdDown",
          "ikelb releases sessions of a gateway that is down after "
              + pool.holdDown().get().toSeconds()
              + " s. "
              + behaviour.down().sentence());
    }
    if (!pool.guards().isEmpty() && !pool.guards().equals(USUAL_GUARDS)) {
      findings.lossy(
          behaviour.flows(),
          path + ".guards",
          names(pool.guards().stream().map(PluginUse::type).toList())
              + ": "
              + product
              + " opens a flow for every datagram, nobody is asked.");
    }
    if (!pool.upstreamPorts().equals(USUAL_PORTS)) {
      Behaviour.Said ports = behaviour.sourcePorts();
      findings.lossy(
          ports.source(),
          path + ".upstreamPorts",
          pool.upstreamPorts() + " is left out. " + ports.sentence());
    }
  }

  private void clientAddress(Pool pool, String path) {
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    if (!preserve && pool.clientAddress() == ClientAddress.PRESERVE) {
      findings.changed(
          Source.IKELB,
          path + ".clientAddress",
          "Addresses of clients are translated, as asked for: gateways see addresses of "
              + product
              + ".");
    }
    if (!pool.sourceAddresses().isEmpty()) {
      findings.lossy(
          behaviour.clientAddress().source(),
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
            product.ranges(),
            Paths.of("monitors", name),
            quoted(monitor.plugin().type())
                + " cannot be asked by "
                + product
                + ": gateways are pinged, so one that answers pings but no IKE gets clients.");
      }
    }
    if (pool.monitors().size() > 1 || pool.upWhen() != UpWhen.PROTOCOL) {
      findings.lossy(
          product.ranges(),
          path + ".upWhen",
          "One ping decides on " + product + ", whatever this says.");
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
