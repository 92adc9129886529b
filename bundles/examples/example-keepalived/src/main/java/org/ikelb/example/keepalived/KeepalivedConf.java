package org.ikelb.example.keepalived;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Topology;

/** Writes keepalived.conf. */
final class KeepalivedConf {
  /** Balancing methods by keepalived's names. */
  static final Map<String, String> SCHEDULERS =
      Map.of("maglev", "mh", "weighted-round-robin", "wrr", "least-sessions", "wlc");

  static final String OTHER_SCHEDULER = "wlc";
  private static final long DEFAULT_INTERVAL_SECONDS = 5;

  private KeepalivedConf() {}

  static String write(List<Service> services, Topology topology) {
    StringBuilder text = new StringBuilder();
    text.append("# Works only together with ikelb-marks.nft, which sets the marks.\n");
    services.forEach(service -> append(text, service, topology));
    return text.toString();
  }

  private static void append(StringBuilder text, Service service, Topology topology) {
    text.append("\n# persistency group ").append(service.group().name());
    text.append(service.ipv6() ? ", IPv6\n" : ", IPv4\n");
    text.append("virtual_server fwmark ").append(service.mark()).append(" {\n");
    text.append("    ip_family ").append(service.ipv6() ? "inet6" : "inet").append('\n');
    text.append("    lvs_method NAT\n    lvs_sched ");
    text.append(SCHEDULERS.getOrDefault(service.pool().method().type(), OTHER_SCHEDULER));
    text.append("\n    persistence_timeout ").append(service.group().timeout().toSeconds());
    text.append("\n    delay_loop ").append(intervalSeconds(service, topology)).append('\n');
    for (Gateway gateway : service.gateways()) {
      append(text, service, gateway, hasPing(service, topology));
    }
    text.append("}\n");
  }

  /** With a firewall mark the port of a real server means nothing: a datagram keeps its own. */
  private static void append(StringBuilder text, Service service, Gateway gateway, boolean ping) {
    text.append("    real_server ").append(AddressText.of(service.addressOf(gateway)));
    text.append(" 0 { # ").append(gateway.id().gateway()).append('\n');
    text.append("        weight ").append(gateway.weight()).append('\n');
    gateway
        .maxSessions()
        .ifPresent(max -> text.append("        uthreshold ").append(2L * max).append('\n'));
    text.append(ping ? "        PING_CHECK {\n        }\n" : "").append("    }\n");
  }

  private static boolean hasPing(Service service, Topology topology) {
    return service.pool().monitors().stream()
        .map(name -> Objects.requireNonNull(topology.monitors().get(name), name))
        .anyMatch(monitor -> monitor.plugin().type().equals("icmp"));
  }

  private static long intervalSeconds(Service service, Topology topology) {
    return service.pool().monitors().stream()
        .map(name -> Objects.requireNonNull(topology.monitors().get(name), name))
        .map(Monitor::interval)
        .mapToLong(interval -> Math.max(1, interval.toSeconds()))
        .min()
        .orElse(DEFAULT_INTERVAL_SECONDS);
  }
}
