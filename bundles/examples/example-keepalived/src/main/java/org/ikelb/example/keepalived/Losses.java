package org.ikelb.example.keepalived;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Finding.Effect;

/** What IPVS cannot do as ikelb does. */
final class Losses {
  private final Topology topology;
  private final List<Finding> findings = new ArrayList<>();

  private Losses(Topology topology) {
    this.topology = topology;
  }

  static List<Finding> of(Topology topology) {
    Losses losses = new Losses(topology);
    losses.servers();
    topology.persistencyGroups().values().forEach(losses::group);
    topology.pools().values().forEach(losses::pool);
    return losses.findings;
  }

  private void add(Effect effect, String path, String text) {
    findings.add(new Finding(effect, path, text));
  }

  private void servers() {
    topology
        .virtualServers()
        .values()
        .forEach(
            server -> {
              if (server.port() != server.gatewayPort()) {
                add(
                    Effect.REFUSED,
                    "virtualServers." + server.name() + ".gatewayPort",
                    "A service by firewall mark keeps the port that the client sent to; use the same"
                        + " port on both sides.");
              }
            });
  }

  private void group(PersistencyGroup group) {
    String path = "persistencyGroups." + group.name() + ".strategy";
    boolean bySource = group.strategy().type().equals("source-ip");
    add(
        Effect.CHANGED,
        path,
        bySource
            ? "IPVS binds IPv4 addresses and IPv6 addresses one by one; set persistence_granularity"
                + " by hand for prefixes."
            : "IPVS binds clients by their source address: all clients behind one NAT share a"
                + " gateway, and a client that roams to another address loses its tunnel.");
  }

  private void pool(Pool pool) {
    String path = "pools." + pool.name();
    if (!KeepalivedConf.SCHEDULERS.containsKey(pool.method().type())) {
      add(
          Effect.CHANGED,
          path + ".method",
          "IPVS has no \"%s\"; %s (weighted least connections) is used."
              .formatted(pool.method().type(), KeepalivedConf.OTHER_SCHEDULER));
    }
    if (!pool.guards().isEmpty()) {
      add(Effect.LOSSY, path + ".guards", "IPVS has no guards: limit rates with nftables.");
    }
    if (pool.slowStart().isPresent()) {
      add(Effect.LOSSY, path + ".slowStart", "IPVS gives a gateway that came up its whole share.");
    }
    if (pool.gateways().values().stream()
        .map(Gateway::maxSessions)
        .anyMatch(max -> max.isPresent())) {
      add(
          Effect.CHANGED,
          path + ".gateways",
          "maxSessions becomes an upper limit of connections, two for each session (500 and 4500).");
    }
    for (String monitor : pool.monitors()) {
      monitor(monitor);
    }
  }

  private void monitor(String name) {
    var monitor = topology.monitors().get(name);
    if (monitor != null && !monitor.plugin().type().equals("icmp")) {
      add(
          Effect.LOSSY,
          "monitors." + name,
          "keepalived cannot probe IKE: add a MISC_CHECK with a program of your own, or a gateway"
              + " whose IKE is dead goes on getting clients.");
    }
  }
}
