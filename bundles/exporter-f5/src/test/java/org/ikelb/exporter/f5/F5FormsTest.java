package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.exporter.kit.Documented;
import org.ikelb.exporter.kit.Draft;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Golden;
import org.ikelb.exporter.kit.Topologies;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Form;
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

  @ParameterizedTest
  @MethodSource("exportable")
  void saysTheSameInAllFormsBySpi(Topologies topologies) {
    BigIp model = Exports.modelBySpi(topologies);

    assertEquals(model, As3Parser.parse(bySpi(topologies, F5Exporter.AS3)));
    assertEquals(model, BraceParser.tmsh(bySpi(topologies, F5Exporter.TMSH)));
    assertEquals(model, BraceParser.conf(bySpi(topologies, F5Exporter.CONF)));
    assertTrue(model.persistences().stream().allMatch(one -> one.rule().isPresent()));
  }

  private static String bySpi(Topologies topologies, Form form) {
    return Exports.bySpi(topologies, form).documents().get(0).content();
  }

  @Test
  void pagesAreNamedInTheDocumentation() throws Exception {
    Documented.checkPages(Pages.ALL);
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void nothingIsSaidWithoutItsPage(Topologies topologies) {
    Exports.all(topologies).forEach(export -> Documented.checkFindings(Pages.ALL, export));
    Documented.checkFindings(Pages.ALL, Exports.bySpi(topologies, F5Exporter.AS3));
  }

  @Test
  void theSimplestTopologyLosesLittle() {
    Export export = Exports.all(Topologies.ONE_POOL_IPV4).get(0);

    assertEquals(
        List.of("pools.vpn.method", "persistencyGroups.always-on-vpn.strategy"),
        export.findings().stream().map(Finding::path).toList());
    assertTrue(export.findings().get(1).text().contains("--persist-by-spi"));
    assertTrue(export.alwaysSo().contains("default route"), export.alwaysSo());
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
            "persistencyGroups.always-on-vpn.strategy",
            "pools.vpn.method",
            "pools.vpn.sourceAddresses",
            "pools.vpn.upstreamPorts",
            "pools.vpn.gateways.vpn1.weight",
            "pools.vpn.gateways.vpn1.maxSessions",
            "pools.vpn.gateways.vpn3.weight",
            "pools.vpn.upWhen",
            "pools.vpn.holdDown",
            "pools.vpn.guards",
            "monitors.ike",
            "limits",
            "timeouts")) {
      assertTrue(paths.contains(path), path + " is not among " + paths);
    }
  }

  /** Only a profile that matches across services shares its records. */
  @ParameterizedTest
  @CsvSource({"1, 1, false, false", "2, 1, true, false", "2, 2, true, true"})
  void warnsOfTwoGroupsOnOneAddress(int serversOfA, int serversOfB, boolean ofA, boolean ofB) {
    Draft draft = new Draft().pool("vpn", "maglev", Draft.gateway("vpn1", "10.0.0.11"));
    group(draft, "a", 500, serversOfA);
    group(draft, "b", 600, serversOfB);
    Findings findings = new Findings();

    Translation.of(
        new ExportRequest(draft.topology(), F5Exporter.AS3, ClientAddress.PRESERVE), findings);

    assertEquals(ofA, isWarned(findings, "persistencyGroups.a"));
    assertEquals(ofB, isWarned(findings, "persistencyGroups.b"));
  }

  private static void group(Draft draft, String name, int port, int servers) {
    String[] names = IntStream.range(0, servers).mapToObj(i -> name + i).toArray(String[]::new);
    for (int i = 0; i < servers; i++) {
      draft.server(names[i], port + i, 500, "vpn", "203.0.113.10");
    }
    draft.group(name, PluginUse.of("source-ip"), Duration.ofHours(8), names);
  }

  private static boolean isWarned(Findings findings, String path) {
    return findings.toList().stream()
        .anyMatch(f -> f.path().equals(path) && f.text().contains("address of its own"));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 3, 1, 5, 16, 0",
    "3600, 3, 1, 299, 898, 0",
    "3600, 100, 100, 8, 801, 792",
    "60, 1, 100, 60, 61, 1800"
  })
  void aMonitorBecomesAPingWithinItsRanges(
      int interval, int fall, int rise, int written, int timeout, int untilUp) {
    Draft draft =
        new Draft()
            .monitor("ping", "icmp", Duration.ofSeconds(interval), fall, rise)
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", Draft.gateway("vpn1", "10.0.0.11"));
    Findings findings = new Findings();

    BigIp bigIp =
        Translation.of(
            new ExportRequest(draft.topology(), F5Exporter.AS3, ClientAddress.PRESERVE), findings);

    assertEquals(
        List.of(new BigIp.Monitor("mon_ping", written, timeout, untilUp)), bigIp.monitors());
    Set<String> paths = findings.toList().stream().map(Finding::path).collect(Collectors.toSet());
    assertEquals(written != interval, paths.contains("monitors.ping.interval"));
    assertEquals(untilUp < (rise - 1) * written, paths.contains("monitors.ping.rise"));
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
    (tmsh + conf)
        .lines()
        .filter(line -> line.startsWith("#"))
        .forEach(line -> assertTrue(line.matches("[^\"'`]*"), line));
    for (String text :
        List.of(tmsh, conf, Exports.text(Topologies.HOSTILE_NAMES, F5Exporter.AS3))) {
      assertTrue(text.matches("[\\n -~]*"), text);
      assertTrue(!text.contains("$") && !text.contains("`") && !text.contains(";"), text);
    }
  }
}
