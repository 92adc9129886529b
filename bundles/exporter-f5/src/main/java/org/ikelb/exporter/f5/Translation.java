package org.ikelb.exporter.f5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.f5.BigIp.Virtual;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.PlainText;
import org.ikelb.exporter.kit.Product;
import org.ikelb.exporter.kit.Seconds;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.ServedAddresses;
import org.ikelb.exporter.kit.SharedLosses;
import org.ikelb.spi.ExportRequest;

/**
 * Says a topology in a BIG-IP's words.
 *
 * <p>Not thread-safe: one for each export.
 */
final class Translation {
  static final Product PRODUCT = new Product("F5 BIG-IP", Pages.SCHEMA);

  /** BIG-IP allows more; longer ones are unreadable in its pages. */
  private static final int LONGEST_NAME = 64;

  /** AS3's limit of a remark. */
  private static final int LONGEST_DESCRIPTION = 64;

  private final ExportRequest request;
  private final Findings findings;
  private final LegalNames names;
  private final Optional<SpiRules> spiRules;
  private final Persistences persistences;
  private final Pools pools;
  private final UdpProfiles udpProfiles;

  private Translation(ExportRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
    this.names = new LegalNames(PRODUCT, LONGEST_NAME, findings);
    Seconds seconds = new Seconds(PRODUCT, findings);
    this.spiRules = request.persistBySpi() ? Optional.of(new SpiRules(names)) : Optional.empty();
    this.persistences = new Persistences(names, seconds, spiRules, findings);
    this.pools = new Pools(request.topology(), names, seconds, findings);
    this.udpProfiles = new UdpProfiles(request.topology().timeouts(), names, seconds);
  }

  /**
   * Translates the topology.
   *
   * @param findings takes what cannot be said, or not so
   */
  static BigIp of(ExportRequest request, Findings findings) {
    return new Translation(request, findings).translate();
  }

  private BigIp translate() {
    List<Served> served = ServedAddresses.of(request, findings);
    persistences.addAll(served);
    Map<Served, String> virtualNames = new LinkedHashMap<>();
    for (Served one : served) {
      String path = Paths.of("virtualServers", one.server().name());
      virtualNames.put(one, names.of(path, "vs_", one.server().name(), one.suffix()));
    }
    List<Virtual> virtuals = new ArrayList<>();
    virtualNames.forEach((one, name) -> virtuals.add(virtual(one, name)));
    new SharedLosses(PRODUCT, Behaviours.of(request), request, findings).find();
    return new BigIp(
        spiRules.map(SpiRules::list).orElse(List.of()),
        pools.monitors(),
        persistences.list(),
        udpProfiles.list(),
        pools.list(),
        virtuals);
  }

  private Virtual virtual(Served served, String name) {
    return new Virtual(
        name,
        PlainText.description(
            "ikelb virtual server " + served.server().name(), LONGEST_DESCRIPTION),
        served.address(),
        served.server().port(),
        pools.of(served),
        udpProfiles.of(served.server().protocol()),
        persistences.of(served),
        request.clientAddress() == ClientAddress.TRANSLATE);
  }
}
