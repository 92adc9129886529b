package org.ikelb.exporter.citrix;

import static org.ikelb.exporter.citrix.CitrixExporter.PRODUCT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.MethodFindings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.ServedAddresses;
import org.ikelb.exporter.kit.SharedLosses;
import org.ikelb.exporter.kit.SourceMask;
import org.ikelb.spi.ExportRequest;

/**
 * Turns a topology into the appliance's objects, in an order in which each is made before it is
 * used.
 *
 * <p>Not thread-safe: one for each export.
 */
final class CitrixObjects {
  /** Names may be longer, but who reads them? */
  private static final int LONGEST_NAME = 63;

  private final ExportRequest request;
  private final Findings findings;
  private final LegalNames names;
  private final ServiceGroups serviceGroups;
  private final List<CitrixObject> virtualServers = new ArrayList<>();
  private final Map<PersistencyGroup, List<String>> grouped = new LinkedHashMap<>();

  CitrixObjects(ExportRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
    this.names = new LegalNames(PRODUCT, LONGEST_NAME, findings);
    this.serviceGroups = new ServiceGroups(request, findings, names);
  }

  /** All of them. To be asked once. */
  List<CitrixObject> all() {
    List<Served> served = ServedAddresses.of(request, findings);
    new SharedLosses(PRODUCT, Behaviours.of(request), request, findings).find();
    served.stream().map(Served::pool).distinct().forEach(this::poolLosses);
    served.forEach(this::addVirtualServer);
    List<CitrixObject> all = new ArrayList<>();
    all.addAll(serviceGroups.all());
    all.addAll(virtualServers);
    grouped.forEach((group, members) -> addGroup(all, group, members));
    all.add(0, features(all));
    return all;
  }

  /** Without its feature IPv6PT a Citrix ADC drops all IPv6. */
  private static CitrixObject features(List<CitrixObject> all) {
    boolean ipv6 =
        all.stream()
            .flatMap(object -> object.values().values().stream())
            .anyMatch(value -> String.valueOf(value).contains(":"));
    return CitrixObject.of(
        Kind.FEATURES, "feature", ipv6 ? List.of("LB", "IPv6PT") : List.of("LB"));
  }

  private void poolLosses(Pool pool) {
    String path = Paths.of("pools", pool.name());
    pool.slowStart()
        .ifPresent(
            time ->
                findings.lossy(
                    Pages.COMMANDS,
                    path + ".slowStart",
                    PRODUCT
                        + " raises the share of a gateway that comes up by requests or per cent at"
                        + " each interval (newServiceRequest of an lb vserver), not over a time: "
                        + time.toSeconds()
                        + " s is left out."));
  }

  private void addVirtualServer(Served served) {
    String path = Paths.of("virtualServers", served.server().name());
    String name = names.of(path, "vs_", served.server().name(), served.suffix());
    CitrixObject virtualServer =
        CitrixObject.of(
            Kind.VIRTUAL_SERVER,
            "name",
            name,
            "servicetype",
            "UDP",
            "ipv46",
            AddressText.of(served.address()),
            "port",
            served.server().port(),
            "persistencetype",
            request.persistBySpi() ? "RULE" : "NONE",
            "lbmethod",
            method(served.pool()),
            "clttimeout",
            serviceGroups.idleSeconds(served.server().protocol()));
    virtualServers.add(
        request.persistBySpi()
            ? virtualServer
                .with("rule", SpiRule.of(served.server().protocol()))
                .with("timeout", minutes(served.group()))
            : virtualServer);
    for (String serviceGroup : serviceGroups.of(served)) {
      virtualServers.add(
          CitrixObject.of(Kind.SERVED_BY, "name", name, "servicegroupname", serviceGroup));
    }
    grouped.computeIfAbsent(served.group(), group -> new ArrayList<>()).add(name);
  }

  private String method(Pool pool) {
    String method =
        pool.method().type().equals("weighted-round-robin") ? "ROUNDROBIN" : "LEASTCONNECTION";
    new MethodFindings(PRODUCT, findings).note(pool, method);
    return method;
  }

  private void addGroup(List<CitrixObject> all, PersistencyGroup group, List<String> members) {
    String path = Paths.of("persistencyGroups", group.name());
    String name = names.of(path, "pg_", group.name(), "");
    all.add(
        request.persistBySpi()
            ? CitrixObject.of(
                Kind.PERSISTENCY_GROUP, "name", name, "usevserverpersistency", "ENABLED")
            : CitrixObject.of(
                Kind.PERSISTENCY_GROUP,
                "name",
                name,
                "persistencetype",
                "SOURCEIP",
                "persistmask",
                Family.IPV4.mask(SourceMask.prefix(group.strategy(), Family.IPV4)),
                "v6persistmasklen",
                SourceMask.prefix(group.strategy(), Family.IPV6),
                "timeout",
                minutes(group)));
    for (String member : members) {
      all.add(CitrixObject.of(Kind.GROUPED, "name", name, "vservername", member));
    }
  }

  private int minutes(PersistencyGroup group) {
    return PersistencyTimeout.minutes(
        Paths.of("persistencyGroups", group.name(), "timeout"), group.timeout(), findings);
  }
}
