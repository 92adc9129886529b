package org.ikelb.exporter.kemp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Protocol;
import org.ikelb.exporter.kemp.LoadMaster.Service;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.IdleTimes;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Pings;
import org.ikelb.exporter.kit.Product;
import org.ikelb.exporter.kit.Seconds;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.ServedAddresses;
import org.ikelb.exporter.kit.SharedLosses;
import org.ikelb.exporter.kit.Weights;
import org.ikelb.spi.ExportRequest;

/**
 * Says a topology in a LoadMaster's words.
 *
 * <p>Not thread-safe: one for each export.
 */
final class Translation {
  static final Product PRODUCT = new Product("Kemp LoadMaster", Pages.MODULE);

  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PERSISTENCE = 604_800;
  private static final int SHORTEST_IDLE = 3;
  private static final int LONGEST_IDLE = 86_400;
  private static final int LARGEST_WEIGHT = 65_530;

  private final ExportRequest request;
  private final Findings findings;
  private final LegalNames names;
  private final Seconds seconds;
  private final Ports ports;
  private final RealServers realServers;
  private final Pings pings;
  private final Checks checks;
  private final IdleTimes idleTimes;

  private Translation(ExportRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
    this.names = new LegalNames(PRODUCT, LONGEST_NAME, findings);
    this.seconds = new Seconds(PRODUCT, findings);
    this.ports = new Ports(findings);
    this.realServers = new RealServers(ports, findings);
    this.pings = new Pings(request.topology().monitors(), findings);
    this.checks = new Checks(seconds, findings);
    this.idleTimes = new IdleTimes(request.topology().timeouts(), seconds, LONGEST_IDLE);
  }

  /**
   * Translates the topology.
   *
   * @param findings takes what cannot be said, or not so
   */
  static LoadMaster of(ExportRequest request, Findings findings) {
    return new Translation(request, findings).translate();
  }

  private LoadMaster translate() {
    List<Served> all = ServedAddresses.of(request, findings);
    List<Service> services = new ArrayList<>();
    all.forEach(served -> services.add(service(served, all)));
    LoadMaster loadMaster = new LoadMaster(services);
    new SharedLosses(PRODUCT, Behaviours.of(request), request, findings).find();
    Losses.find(request, loadMaster, findings);
    return loadMaster;
  }

  private Service service(Served served, List<Served> all) {
    String path = Paths.of("virtualServers", served.server().name());
    Weights weights =
        Weights.of(
            served.members().stream().map(Served.Member::gateway).toList(),
            LARGEST_WEIGHT,
            "real server");
    return new Service(
        served.address(),
        ports.checked(path + ".port", served.server().port()),
        names.of(path, "ikelb-", served.server().name(), served.suffix()),
        persistTimeout(served),
        Schedules.of(served.pool(), weights.areEqual(), findings),
        idleTime(served.server().protocol()),
        pings.of(served.pool()).map(checks::of),
        request.clientAddress() == ClientAddress.PRESERVE,
        followed(served, all),
        realServers.of(served, weights));
  }

  private int persistTimeout(Served served) {
    return seconds.refusedBeyond(
        Paths.of("persistencyGroups", served.group().name(), "timeout"),
        served.group().timeout(),
        LONGEST_PERSISTENCE,
        "A shorter one could send a client with a live tunnel to another gateway.");
  }

  /** A shorter one has another meaning. */
  private int idleTime(Protocol protocol) {
    int wanted = idleTimes.of(protocol);
    if (wanted < SHORTEST_IDLE) {
      findings.changed(
          Pages.STANDARD_OPTIONS,
          IdleTimes.path(protocol),
          "An idle time of less than "
              + SHORTEST_IDLE
              + " s is a command to "
              + PRODUCT
              + " (its own default, no answer, one answer): "
              + wanted
              + " s became "
              + SHORTEST_IDLE
              + " s.");
    }
    return Math.max(SHORTEST_IDLE, wanted);
  }

  /**
   * The port whose choice is followed. Following works both ways: all others of the group follow
   * the one on their address where clients begin, and that one follows the first of them, whichever
   * is written first. None, if there is no other.
   */
  private OptionalInt followed(Served served, List<Served> all) {
    List<Served> family =
        all.stream()
            .filter(one -> one.group().equals(served.group()) && one.family() == served.family())
            .toList();
    List<Served> together =
        family.stream().filter(one -> one.address().equals(served.address())).toList();
    if (together.size() < 2 && family.size() > 1) {
      findings.refused(
          Pages.PORT_FOLLOWING,
          Paths.of("persistencyGroups", served.group().name(), "virtualServers"),
          "On "
              + PRODUCT
              + " a port follows another port of the same address only: give the virtual servers of"
              + " the group the same addresses, else clients lose their gateway between them.");
    }
    Served leader =
        together.stream()
            .filter(one -> one.server().protocol() == Protocol.IKE)
            .findFirst()
            .orElse(together.get(0));
    return leader.equals(served)
        ? together.stream()
            .filter(one -> !one.equals(leader))
            .mapToInt(one -> one.server().port())
            .findFirst()
        : OptionalInt.of(leader.server().port());
  }
}
