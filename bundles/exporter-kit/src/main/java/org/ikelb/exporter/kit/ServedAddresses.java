package org.ikelb.exporter.kit;

import static org.ikelb.exporter.kit.Paths.quoted;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.exporter.kit.Served.Member;
import org.ikelb.spi.ExportRequest;

/**
 * Finds who can serve each address. A gateway without an address of the client's family can serve
 * it only where addresses are translated.
 *
 * <p>Not thread-safe: one for each export.
 */
public final class ServedAddresses {
  private final ExportRequest request;
  private final Findings findings;
  private final List<Served> served = new ArrayList<>();

  private ServedAddresses(ExportRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
  }

  /** In the order of the file; refuses a topology, or a virtual server, that nobody can serve. */
  public static List<Served> of(ExportRequest request, Findings findings) {
    ServedAddresses all = new ServedAddresses(request, findings);
    request.topology().persistencyGroups().values().forEach(all::addGroup);
    if (request.topology().virtualServers().isEmpty()) {
      findings.refused(
          Source.IKELB, "virtualServers", "There is none, so there is nothing to export.");
    }
    return List.copyOf(all.served);
  }

  private void addGroup(PersistencyGroup group) {
    for (String name : group.virtualServers()) {
      VirtualServer server = request.topology().virtualServers().get(name);
      Pool pool = server == null ? null : request.topology().pools().get(server.pool());
      if (server != null && pool != null) {
        addServer(group, server, pool);
      }
    }
  }

  private void addServer(PersistencyGroup group, VirtualServer server, Pool pool) {
    String path = Paths.of("virtualServers", server.name(), "address");
    Map<Family, Integer> ordinals = new EnumMap<>(Family.class);
    int before = served.size();
    for (InetAddress address : server.addresses()) {
      List<Member> members = members(pool, Family.of(address));
      if (members.isEmpty()) {
        findings.lossy(
            Source.IKELB,
            path,
            AddressText.of(address)
                + " is left out: no gateway of "
                + quoted(pool.name())
                + " has an address of this family.");
      } else {
        refuseUnlessSomebodyTakes(pool, Family.of(address), members);
        int ordinal = ordinals.merge(Family.of(address), 1, Integer::sum);
        served.add(new Served(server, group, pool, address, ordinal, members));
      }
    }
    if (served.size() == before) {
      findings.refused(
          Source.IKELB, path, "No gateway can serve it: give gateways addresses of its family.");
    }
  }

  /** A disabled member keeps the clients that it has; a service with no other gets none. */
  private void refuseUnlessSomebodyTakes(Pool pool, Family family, List<Member> members) {
    if (members.stream().allMatch(member -> member.gateway().weight() == 0)) {
      findings.refused(
          Source.IKELB,
          Paths.of("pools", pool.name(), "gateways"),
          "All gateways for "
              + family.title()
              + " clients have weight 0, so nobody could reach the exported service: give one of them a"
              + " weight of 1 or more.");
    }
  }

  private List<Member> members(Pool pool, Family family) {
    List<Member> members = new ArrayList<>();
    for (Gateway gateway : pool.gateways().values()) {
      List<InetAddress> addresses = gateway.addresses();
      addresses.stream()
          .filter(address -> Family.of(address) == family)
          .findFirst()
          .or(() -> translated(addresses))
          .ifPresentOrElse(
              address -> members.add(new Member(gateway, address)),
              () -> leftOut(pool, gateway, family));
    }
    return members;
  }

  private Optional<InetAddress> translated(List<InetAddress> addresses) {
    return request.clientAddress() == ClientAddress.TRANSLATE
        ? addresses.stream().findFirst()
        : Optional.empty();
  }

  private void leftOut(Pool pool, Gateway gateway, Family family) {
    findings.lossy(
        Source.IKELB,
        Paths.of("pools", pool.name(), "gateways", gateway.id().gateway()),
        "It gets no "
            + family.title()
            + " clients: it has no "
            + family.title()
            + " address, and addresses are not translated.");
  }
}
