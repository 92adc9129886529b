package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kemp.Translation.PRODUCT;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.topology.Gateway;
import org.ikelb.exporter.kemp.LoadMaster.RealServer;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.Weights;

/**
 * The real servers of a service.
 *
 * <p>Not thread-safe: one for each export.
 */
record RealServers(Ports ports, Findings findings) {
  private static final int MOST_CONNECTIONS = 100_000;

  List<RealServer> of(Served served, Weights weights) {
    String server = Paths.of("virtualServers", served.server().name(), "gatewayPort");
    int port = ports.checked(server, served.server().gatewayPort());
    List<RealServer> all = new ArrayList<>();
    for (Served.Member member : served.members()) {
      Gateway gateway = member.gateway();
      String path = Paths.of("pools", served.pool().name(), "gateways", gateway.id().gateway());
      weights
          .change(gateway)
          .ifPresent(text -> findings.changed(Pages.MODULE, path + ".weight", text));
      all.add(
          new RealServer(
              member.address(),
              port,
              weights.of(gateway),
              limit(path + ".maxSessions", gateway),
              gateway.weight() > 0));
    }
    return all;
  }

  private int limit(String path, Gateway gateway) {
    int sessions = gateway.maxSessions().orElse(0);
    if (sessions > 0) {
      findings.changed(
          Pages.MODULE,
          path,
          PRODUCT
              + " limits connections, on each port apart, and whether a full real server still gets"
              + " the port that follows is not documented: limit sessions at the gateway, too.");
    }
    if (sessions > MOST_CONNECTIONS) {
      findings.changed(
          Pages.MODULE,
          path,
          PRODUCT + " allows at most " + MOST_CONNECTIONS + ": the limit became that.");
    }
    return Math.min(sessions, MOST_CONNECTIONS);
  }
}
