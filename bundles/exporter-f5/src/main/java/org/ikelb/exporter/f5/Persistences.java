package org.ikelb.exporter.f5;

import static org.ikelb.exporter.f5.Translation.PRODUCT;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Seconds;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.SourceMask;

/**
 * One persistence profile for each persistency group and family of addresses.
 *
 * <p>Not thread-safe: one for each export.
 */
final class Persistences {
  private static final int LONGEST = 604_800;

  private final LegalNames names;
  private final Seconds seconds;
  private final Optional<SpiRules> spiRules;
  private final Findings findings;
  private final Map<Key, Persistence> profiles = new LinkedHashMap<>();

  /** What a profile is for. */
  private record Key(PersistencyGroup group, Family family) {
    static Key of(Served served) {
      return new Key(served.group(), served.family());
    }
  }

  /**
   * None yet.
   *
   * @param spiRules where clients are told apart by SPI; empty: by their addresses
   */
  Persistences(LegalNames names, Seconds seconds, Optional<SpiRules> spiRules, Findings findings) {
    this.names = names;
    this.seconds = seconds;
    this.spiRules = spiRules;
    this.findings = findings;
  }

  /** Makes all of them: which records are shared depends on the whole. */
  void addAll(List<Served> all) {
    for (Served served : all) {
      profiles.computeIfAbsent(Key.of(served), key -> profile(key, all));
    }
  }

  /** The profile's name. */
  String of(Served served) {
    return Optional.ofNullable(profiles.get(Key.of(served))).orElseThrow().name();
  }

  List<Persistence> list() {
    return List.copyOf(profiles.values());
  }

  private Persistence profile(Key key, List<Served> all) {
    PersistencyGroup group = key.group();
    String path = Paths.of("persistencyGroups", group.name());
    List<Served> own = all.stream().filter(one -> Key.of(one).equals(key)).toList();
    Set<InetAddress> addresses = addresses(own);
    boolean acrossServices = own.size() > 1;
    if (acrossServices) {
      noteSharing(path, addresses, all, group);
    }
    int prefix = SourceMask.prefix(group.strategy(), key.family());
    return new Persistence(
        names.of(path, "persist_", group.name(), key.family() == Family.IPV6 ? "_v6" : ""),
        seconds.refusedBeyond(
            path + ".timeout",
            group.timeout(),
            LONGEST,
            "A shorter one could send a client with a live tunnel to another gateway."),
        prefix == key.family().bits() || spiRules.isPresent()
            ? Optional.empty()
            : Optional.of(key.family().mask(prefix)),
        spiRules.map(rules -> rules.of(group, all)),
        acrossServices,
        addresses.size() > 1,
        own.stream()
            .flatMap(one -> one.members().stream())
            .anyMatch(member -> member.gateway().maxSessions().isPresent()));
  }

  private void noteSharing(
      String path, Set<InetAddress> addresses, List<Served> all, PersistencyGroup group) {
    boolean shared =
        all.stream()
            .anyMatch(one -> !one.group().equals(group) && addresses.contains(one.address()));
    if (shared) {
      findings.changed(
          Pages.TMSH,
          path,
          PRODUCT
              + " matches across all services of an address, and another group is on the same one:"
              + " give each group an address of its own.");
    }
    if (addresses.size() > 1) {
      findings.changed(
          Pages.TMSH,
          path,
          "Its virtual servers have several addresses: "
              + PRODUCT
              + " matches across virtual servers, which holds for all groups that do so.");
    }
  }

  private static Set<InetAddress> addresses(List<Served> served) {
    return served.stream().map(Served::address).collect(Collectors.toSet());
  }
}
