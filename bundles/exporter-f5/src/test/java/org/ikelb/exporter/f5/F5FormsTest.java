package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.exporter.kit.Draft;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Golden;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.Topologies;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class F5FormsTest {

  static Stream<Topologies> exportable() {
    return Topologies.exportable();
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void writesWhatItAlwaysWrote(Topologies topologies) throws Exception {
    Golden.check(topologies.folder(), Exports.all(topologies));
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void saysTheSameInAllForms(Topologies topologies) {
    for (ClientAddress address : ClientAddress.values()) {
      BigIp model = Exports.model(topologies, address);

      assertEquals(model, As3Parser.parse(Exports.text(topologies, F5Exporter.AS3, address)));
      assertEquals(model, BraceParser.tmsh(Exports.text(topologies, F5Exporter.TMSH, address)));
      assertEquals(model, BraceParser.conf(Exports.text(topologies, F5Exporter.CONF, address)));
    }
  }

  /** The parsers see a change of any value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28800|28801",
        "interval 5|interval 6",
        "timeout 16|timeout 17",
        "time-until-up 0|time-until-up 1",
        "idle-timeout 60|idle-timeout 61",
        "ratio 1|ratio 2",
        "connection-limit 0|connection-limit 1",
        "round-robin|ratio-member",
        "slow-ramp-time 0|slow-ramp-time 1",
        "10.0.0.11|10.0.0.13",
        "203.0.113.10|203.0.113.11",
        "match-across-services enabled|match-across-services disabled",
        "match-across-virtuals disabled|match-across-virtuals enabled",
        "override-connection-limit disabled|override-connection-limit enabled",
        "mask none|mask 255.255.255.0",
        "user-disabled|user-enabled",
        "type none|type automap",
        "virtual server ike|virtual server natt"
      })
  void aChangedValueIsSeen(String written, String changed) {
    BigIp model = Exports.model(Topologies.ONE_POOL_IPV4, ClientAddress.PRESERVE);
    String tmsh = Exports.text(Topologies.ONE_POOL_IPV4, F5Exporter.TMSH);
    String conf = Exports.text(Topologies.ONE_POOL_IPV4, F5Exporter.CONF);
    if (written.equals("user-disabled")) {
      tmsh = tmsh.replace("ratio 1 }", "ratio 1 session user-disabled }");
      conf = conf.replace("ratio 1\n", "ratio 1\nsession user-disabled\n");
    } else {
      assertTrue(tmsh.contains(written) && conf.contains(written), written);
      tmsh = tmsh.replace(written, changed);
      conf = conf.replace(written, changed);
    }

    assertTrue(differs(model, tmsh, true), tmsh);
    assertTrue(differs(model, conf, false), conf);
  }

  private static boolean differs(BigIp model, String text, boolean tmsh) {
    try {
      return !model.equals(tmsh ? BraceParser.tmsh(text) : BraceParser.conf(text));
    } catch (AssertionError e) {
      return true;
    }
  }

  @Test
  void refusesAPersistencyTimeoutThatF5CannotHold() {
    for (Export export : Exports.all(Topologies.TIMEOUTS_OUT_OF_RANGE)) {
      assertTrue(export.isRefused());
      assertEquals(List.of(), export.documents());
    }
  }

  /** Whatever an administrator may rely on is carried or named. */
  @Test
  void namesAllThatIsLost() {
    Set<String> paths = new HashSet<>();
    for (Topologies topologies :
        List.of(Topologies.ONE_POOL_IPV4, Topologies.THREE_GATEWAYS_WITH_WEIGHTS)) {
      Exports.all(topologies)
          .forEach(export -> export.findings().forEach(finding -> paths.add(finding.path())));
    }

    for (String path :
        List.of(
            "persistencyGroups.always-on-vpn",
            "persistencyGroups.always-on-vpn.strategy",
            "pools.vpn.method",
            "pools.vpn.clientAddress",
            "pools.vpn.sourceAddresses",
            "pools.vpn.upstreamPorts",
            "pools.vpn.gateways.vpn1.weight",
            "pools.vpn.gateways.vpn1.maxSessions",
            "pools.vpn.gateways.vpn3.weight",
            "pools.vpn.upWhen",
            "pools.vpn.holdDown",
            "pools.vpn.guards",
            "monitors.ike",
            "monitors.ping.fall",
            "limits",
            "timeouts")) {
      assertTrue(paths.contains(path), path + " is not among " + paths);
    }
  }

  @Test
  void warnsOfTwoGroupsOnOneAddress() {
    Draft draft =
        new Draft()
            .server("a", 500, 500, "vpn", "203.0.113.10")
            .server("b", 600, 500, "vpn", "203.0.113.10")
            .group("a", PluginUse.of("source-ip"), Duration.ofHours(8), "a")
            .group("b", PluginUse.of("source-ip"), Duration.ofHours(8), "b")
            .pool("vpn", "maglev", Draft.gateway("vpn1", "10.0.0.11"));
    Findings findings = new Findings();

    Translation.of(
        new ExportRequest(draft.topology(), F5Exporter.AS3, ClientAddress.PRESERVE), findings);

    assertTrue(
        findings.toList().stream()
            .anyMatch(f -> f.path().equals("persistencyGroups.b") && f.text().contains("own")));
  }

  @ParameterizedTest
  @CsvSource({"300, 200, 3, 2", "1, 1, 1, 1", "1000, 1, 100, 1", "100, 1, 100, 1", "0, 5, 1, 1"})
  void weightsBecomeRatiosUpTo100(int one, int other, int ratio, int otherRatio) {
    List<Served.Member> members = List.of(member("v1", one), member("v2", other));
    Ratios ratios = Ratios.of(members);

    assertEquals(List.of(ratio, otherRatio), members.stream().map(ratios::of).toList());
    assertEquals(one == 1000, !ratios.areExact());
  }

  private static Served.Member member(String name, int weight) {
    Gateway gateway = Draft.gateway(name, weight, OptionalInt.empty(), "10.0.0.1");
    return new Served.Member(gateway, gateway.addresses().get(0));
  }

  @Test
  void translatesOnlyWhenAsked() {
    assertNotEquals(
        Exports.text(Topologies.DUAL_STACK, F5Exporter.AS3, ClientAddress.TRANSLATE),
        Exports.text(Topologies.DUAL_STACK, F5Exporter.AS3, ClientAddress.PRESERVE));
    assertTrue(
        Exports.model(Topologies.DUAL_STACK, ClientAddress.PRESERVE).virtuals().stream()
            .noneMatch(BigIp.Virtual::translateSource));
  }

  @Test
  void hostileNamesStayInTheirPlace() {
    String tmsh = Exports.text(Topologies.HOSTILE_NAMES, F5Exporter.TMSH);
    String conf = Exports.text(Topologies.HOSTILE_NAMES, F5Exporter.CONF);

    tmsh.lines().forEach(line -> assertTrue(line.matches("# .*|create ltm .*|save sys config")));
    conf.lines().forEach(line -> assertTrue(line.matches("# .*|ltm .* \\{|}| {4}.*"), line));
    for (String text :
        List.of(tmsh, conf, Exports.text(Topologies.HOSTILE_NAMES, F5Exporter.AS3))) {
      assertTrue(text.matches("[\\n -~]*"), text);
      assertTrue(!text.contains("$") && !text.contains("`") && !text.contains(";"), text);
    }
  }
}
