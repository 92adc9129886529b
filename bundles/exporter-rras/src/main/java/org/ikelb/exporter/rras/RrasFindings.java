package org.ikelb.exporter.rras;

import static org.ikelb.exporter.rras.RrasExporter.PRODUCT;

import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.spi.ExportRequest;

/**
 * What an administrator of RRAS must know of a topology.
 *
 * <p>Stateless and thread-safe.
 */
final class RrasFindings {
  private RrasFindings() {}

  static void find(ExportRequest request, Findings findings) {
    Topology topology = request.topology();
    findings.always(
        Pages.GATEWAY,
        "How clients are balanced is no business of gateways and stays with the balancer: virtual"
            + " servers, strategies such as ike-spi, methods such as maglev, slowStart, weights,"
            + " maxSessions, monitors, upWhen, holdDown, guards, sourceAddresses, upstreamPorts,"
            + " limits and timeouts.");
    topology.virtualServers().values().forEach(server -> port(server, findings));
    topology.pools().values().forEach(pool -> pool(pool, request, findings));
    topology.monitors().values().forEach(monitor -> monitor(monitor, findings));
    findings.always(
        Pages.PROTOCOL,
        PRODUCT
            + " forgets an absent client after 2 minutes, of itself after 30: ikelb after "
            + topology.timeouts().established().toSeconds()
            + " s. -NetworkOutageMinutes says otherwise, and why; its idle time stays what it is.");
  }

  private static void port(VirtualServer server, Findings findings) {
    if (server.gatewayPort() != server.protocol().port()) {
      findings.lossy(
          Pages.GATEWAY,
          Paths.of("virtualServers", server.name(), "gatewayPort"),
          PRODUCT
              + " takes "
              + server.protocol().key()
              + " on port "
              + server.protocol().port()
              + " only, not on "
              + server.gatewayPort()
              + ".");
    }
  }

  private static void pool(Pool pool, ExportRequest request, Findings findings) {
    if (AssociationLimit.isTranslated(pool, request)) {
      findings.changed(
          Pages.SCRIPTS,
          Paths.of("pools", pool.name(), "clientAddress"),
          "Clients come from few addresses: "
              + PRODUCT
              + " may take "
              + AssociationLimit.of(request)
              + " SAs from each (-SecurityAssociations), else new clients get error 809.");
    }
  }

  private static void monitor(Monitor monitor, Findings findings) {
    if (monitor.plugin().type().equals("ike")) {
      findings.lossy(
          Pages.GATEWAY,
          Paths.of("monitors", monitor.name()),
          "Whether " + PRODUCT + " answers the IKE probe is unknown: see docs/rras.md.");
    }
  }
}
