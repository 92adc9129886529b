package org.ikelb.exporter.f5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Protocol;
import org.ikelb.exporter.f5.BigIp.Rule;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Served;

/**
 * One iRule for each persistency group, which gives universal persistence the initiator's SPI as
 * its key: bytes 0 to 7 of IKE, which on NAT-T ports stands after a marker of 4 zero bytes. ESP and
 * keepalives have none; the client's address stands in for it.
 *
 * <p>Not thread-safe: one for each export.
 */
final class SpiRules {
  private static final String NAT_T_PORTS = "@@\n";

  private static final String TEXT =
      """
      when CLIENT_ACCEPTED {
          set key [IP::client_addr]
          switch -- [UDP::local_port] {
      @@
              default {
                  binary scan [UDP::payload] H16 key
              }
          }
          persist uie $key
      }""";

  private static final String NAT_T_PORT =
      """
              PORT {
                  if { [binary scan [UDP::payload] H8H16 marker spi] == 2 && $marker eq "00000000" } {
                      set key $spi
                  }
              }
      """;

  private final LegalNames names;
  private final Map<PersistencyGroup, Rule> rules = new LinkedHashMap<>();

  SpiRules(LegalNames names) {
    this.names = names;
  }

  /**
   * The name of the group's rule.
   *
   * @param all of all groups
   */
  String of(PersistencyGroup group, List<Served> all) {
    return rules.computeIfAbsent(group, absent -> rule(absent, all)).name();
  }

  List<Rule> list() {
    return List.copyOf(rules.values());
  }

  private Rule rule(PersistencyGroup group, List<Served> all) {
    String natT =
        all.stream()
            .filter(served -> served.group().equals(group))
            .filter(served -> served.server().protocol() == Protocol.NAT_T)
            .map(served -> served.server().port())
            .distinct()
            .map(port -> NAT_T_PORT.replace("PORT", String.valueOf(port)))
            .collect(Collectors.joining());
    String path = Paths.of("persistencyGroups", group.name());
    return new Rule(names.of(path, "spi_", group.name(), ""), TEXT.replace(NAT_T_PORTS, natT));
  }
}
