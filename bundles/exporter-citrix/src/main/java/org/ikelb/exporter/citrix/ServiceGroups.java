package org.ikelb.exporter.citrix;

import static org.ikelb.exporter.citrix.CitrixExporter.PRODUCT;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Protocol;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.IdleTimes;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Pings;
import org.ikelb.exporter.kit.Seconds;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.Served.Member;
import org.ikelb.exporter.kit.Weights;
import org.ikelb.spi.ExportRequest;

/**
 * The servers, monitors and service groups that virtual servers need. A service group has one limit
 * of clients for each of its members, so gateways with different limits are in different ones.
 *
 * <p>Not thread-safe: one for each export.
 */
final class ServiceGroups {
  private static final int LONGEST_IDLE = 31_536_000;
  private static final int LARGEST_WEIGHT = 100;

  private final ExportRequest request;
  private final Findings findings;
  private final LegalNames names;
  private final IdleTimes idleTimes;
  private final Map<InetAddress, String> serverNames = new HashMap<>();
  private final Map<Monitor, String> monitorNames = new HashMap<>();
  private final Map<String, Weights> weights = new HashMap<>();
  private final Map<Key, String> groupNames = new LinkedHashMap<>();
  private final List<CitrixObject> servers = new ArrayList<>();
  private final List<CitrixObject> monitors = new ArrayList<>();
  private final List<CitrixObject> groups = new ArrayList<>();

  /** What the members of a service group have in common. */
  private record Key(
      String pool, int port, Protocol protocol, Family family, OptionalInt maxSessions) {}

  ServiceGroups(ExportRequest request, Findings findings, LegalNames names) {
    this.request = request;
    this.findings = findings;
    this.names = names;
    this.idleTimes =
        new IdleTimes(request.topology().timeouts(), new Seconds(PRODUCT, findings), LONGEST_IDLE);
  }

  /** All that were asked for until now, in the order in which they have to be made. */
  List<CitrixObject> all() {
    List<CitrixObject> all = new ArrayList<>(servers);
    all.addAll(monitors);
    all.addAll(groups);
    return all;
  }

  /** The names of those that serve this address. */
  List<String> of(Served served) {
    Map<Key, List<Member>> members = new LinkedHashMap<>();
    for (Member member : served.members()) {
      Key key =
          new Key(
              served.pool().name(),
              served.server().gatewayPort(),
              served.server().protocol(),
              served.family(),
              member.gateway().maxSessions());
      members.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
    }
    List<String> all = new ArrayList<>();
    for (Map.Entry<Key, List<Member>> entry : members.entrySet()) {
      if (!groupNames.containsKey(entry.getKey())) {
        groupNames.put(entry.getKey(), add(entry.getKey(), served, entry.getValue()));
      }
      all.add(groupNames.getOrDefault(entry.getKey(), ""));
    }
    return all;
  }

  /** After how long a silent flow ends on a port where this is spoken. */
  int idleSeconds(Protocol protocol) {
    return idleTimes.of(protocol);
  }

  private String add(Key key, Served served, List<Member> members) {
    String limit = key.maxSessions().isPresent() ? "_max" + key.maxSessions().getAsInt() : "";
    String family = key.family() == Family.IPV6 ? "_v6" : "";
    String name =
        names.of(
            Paths.of("pools", key.pool()), "sg_", key.pool(), "_" + key.port() + limit + family);
    boolean preserve = request.clientAddress() == ClientAddress.PRESERVE;
    int idle = idleSeconds(key.protocol());
    CitrixObject group =
        CitrixObject.of(
            Kind.SERVICE_GROUP,
            "servicegroupname",
            name,
            "servicetype",
            "UDP",
            "maxclient",
            key.maxSessions().orElse(0),
            "usip",
            preserve ? "YES" : "NO",
            "useproxyport",
            preserve ? "NO" : "YES",
            "clttimeout",
            idle,
            "svrtimeout",
            idle,
            "downstateflush",
            "ENABLED");
    Optional<String> monitor = monitor(served.pool());
    groups.add(monitor.isPresent() ? group : group.with("healthmonitor", "NO"));
    members.forEach(member -> groups.add(bound(name, served, member)));
    monitor.ifPresent(
        ping ->
            groups.add(
                CitrixObject.of(Kind.MONITORED, "servicegroupname", name, "monitor_name", ping)));
    return name;
  }

  private CitrixObject bound(String group, Served served, Member member) {
    Gateway gateway = member.gateway();
    String path = Paths.of("pools", served.pool().name(), "gateways", gateway.id().gateway());
    if (gateway.maxSessions().isPresent()) {
      findings.changed(
          Pages.COMMANDS,
          path + ".maxSessions",
          PRODUCT
              + " limits flows, on each port apart, not sessions (maxClient), and whether a full"
              + " gateway still gets port 4500 of a client whose port 500 it has is not documented:"
              + " limit sessions at the gateway, too.");
    }
    Weights ofPool = weights.computeIfAbsent(served.pool().name(), name -> weights(served.pool()));
    ofPool
        .change(gateway)
        .ifPresent(text -> findings.changed(Pages.CLIENTS, path + ".weight", text));
    CitrixObject bound =
        CitrixObject.of(
            Kind.MEMBER,
            "servicegroupname",
            group,
            "servername",
            server(served.pool(), member, path),
            "port",
            served.server().gatewayPort(),
            "weight",
            ofPool.of(gateway));
    return gateway.weight() > 0 ? bound : bound.with("state", "DISABLED");
  }

  /** The whole pool's, since gateways of several service groups share clients. */
  private static Weights weights(Pool pool) {
    return Weights.of(pool.gateways().values(), LARGEST_WEIGHT, "member");
  }

  /** One address is one server, whatever number of gateways it is. */
  private String server(Pool pool, Member member, String path) {
    String known = serverNames.get(member.address());
    if (known != null) {
      return known;
    }
    String suffix = Family.of(member.address()) == Family.IPV6 ? "_v6" : "";
    String name = names.of(path, "srv_", pool.name(), member.gateway().id().gateway(), suffix);
    serverNames.put(member.address(), name);
    servers.add(
        CitrixObject.of(Kind.SERVER, "name", name, "ipaddress", AddressText.of(member.address())));
    return name;
  }

  /** Empty: the pool's gateways are not probed. */
  private Optional<String> monitor(Pool pool) {
    return new Pings(request.topology().monitors(), findings)
        .of(pool)
        .map(monitor -> monitorNames.computeIfAbsent(monitor, this::add));
  }

  private String add(Monitor monitor) {
    String path = Paths.of("monitors", monitor.name());
    String name = names.of(path, "mon_", monitor.name(), "");
    monitors.add(PingMonitor.of(name, monitor, findings));
    return name;
  }
}
