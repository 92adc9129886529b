package org.ikelb.exporter.kemp;

import static org.ikelb.exporter.kit.Draft.gateway;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.exporter.kemp.LoadMaster.Ping;
import org.ikelb.exporter.kemp.LoadMaster.Service;
import org.ikelb.exporter.kit.Documented;
import org.ikelb.exporter.kit.Draft;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Golden;
import org.ikelb.exporter.kit.Seconds;
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

class KempFormsTest {
  private static final Map<Form, Function<String, LoadMaster>> PARSERS =
      Map.of(
          KempExporter.API_V1, Parser::apiV1,
          KempExporter.API_V2, Parser::apiV2,
          KempExporter.POWERSHELL, Parser::powerShell);

  static Stream<Topologies> exportable() {
    return Topologies.exportable();
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void writesWhatItAlwaysWrote(Topologies topologies) throws Exception {
    Golden.check(topologies.folder(), Exports.all(topologies.topology()));
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void saysTheSameInAllForms(Topologies topologies) {
    for (ClientAddress address : ClientAddress.values()) {
      LoadMaster model = Exports.model(topologies, address);
      PARSERS.forEach(
          (form, parser) ->
              assertEquals(model, parser.apply(Exports.text(topologies, form, address))));
    }
  }

  /** The parsers see a change of any value, and a parameter too many. */
  @ParameterizedTest
  @CsvSource({
    "28800, 28801",
    "28800, 604801",
    "203.0.113.10, 203.0.113.11",
    "10.0.0.11, 10.0.0.13",
    "4500, 4501",
    "4500, 65531",
    "rr, wrr",
    "rr, maglev",
    "2400, 2401",
    "2400, 86401",
    "icmp, none",
    "icmp, ike",
    "src, none",
    "udp, tcp",
    "gen, http",
    "nat, route",
    "ikelb-ike, ikelb-esp",
    "PortFollow, FollowVSID",
    "addvs, addservice",
    "addrs, addserver",
    "New-AdcRealServer, Add-RealServer",
    "Transparent, Transparency",
    "UseforSnat, UseForNat",
    "Weight, Weights",
    "Limit, Limits",
    "ChkInterval, ChkIntervals",
    "ChkTimeout, Timeout",
    "ChkRetryCount, ChkRetries",
    "13, 12",
    "13, 121"
  })
  void aChangedValueIsSeen(String written, String changed) {
    LoadMaster model = Exports.model(Topologies.ONE_POOL_IPV4, ClientAddress.PRESERVE);
    long seen =
        PARSERS.entrySet().stream()
            .filter(
                form -> {
                  String text =
                      Exports.text(Topologies.ONE_POOL_IPV4, form.getKey(), ClientAddress.PRESERVE);
                  // A whole word or number of the calls.
                  String mutated = text.replaceAll("\\b" + written + "\\b(?! VPN)", changed);
                  assertTrue(
                      mutated.equals(text) || differs(model, mutated, form.getValue()), mutated);
                  return !mutated.equals(text);
                })
            .count();
    assertTrue(seen > 0, written + " is in no form");
  }

  private static boolean differs(
      LoadMaster model, String text, Function<String, LoadMaster> parser) {
    try {
      return !model.equals(parser.apply(text));
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }

  @Test
  void bothPortsOfAnAddressFollowEachOther() {
    List<Service> services =
        Exports.model(Topologies.DUAL_STACK, ClientAddress.PRESERVE).services();

    assertEquals(4, services.size());
    for (Service service : services) {
      assertEquals(
          OptionalInt.of(service.port() == 4500 ? 500 : 4500),
          service.portFollow(),
          () -> service + "");
    }
  }

  @Test
  void aThirdPortFollowsTheOneWhereClientsBegin() {
    List<Service> services =
        Exports.model(Topologies.THREE_PORTS, ClientAddress.PRESERVE).services();

    assertEquals(
        List.of(OptionalInt.of(4500), OptionalInt.of(500), OptionalInt.of(500)),
        services.stream().map(Service::portFollow).toList());
  }

  @Test
  void aServiceAloneFollowsNobody() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"));

    Exports.all(draft.topology())
        .forEach(e -> assertTrue(!e.documents().get(0).content().contains("PortFollow")));
  }

  /** A one-sided pair is what the reader of exports must see. */
  @Test
  void aPairOfWhichOnlyOneFollowsIsSeen() {
    PARSERS.forEach(
        (form, parser) -> {
          List<String> lines =
              Exports.text(Topologies.ONE_POOL_IPV4, form, ClientAddress.PRESERVE).lines().toList();
          String last = lines.stream().filter(l -> l.contains("PortFollow")).toList().get(1);
          String oneSided =
              String.join("\n", lines.stream().filter(line -> !line.equals(last)).toList())
                  .replaceAll(",\\s*]", "]");
          assertThrows(AssertionError.class, () -> parser.apply(oneSided), oneSided);
        });
  }

  /** 0, 1 and 2 mean something else than seconds. */
  @ParameterizedTest
  @CsvSource({"1000, 3, true", "1500, 3, true", "3000, 3, false", "60000, 60, false"})
  void anIdleTimeIsNeverACommand(int ike, int written, boolean told) {
    Draft draft =
        new Draft()
            .timeouts(Duration.ofMillis(ike), Duration.ofMinutes(40))
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"));
    Export export = Exports.all(draft.topology()).get(0);

    assertTrue(export.documents().get(0).content().contains("&Idletime=" + written + "&"));
    assertEquals(
        told,
        export.findings().stream()
            .anyMatch(f -> f.path().equals("timeouts.ike") && f.text().contains("command")));
  }

  @Test
  void pagesAreNamedInTheDocumentation() throws Exception {
    Documented.checkPages(Pages.ALL);
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void nothingIsSaidWithoutItsPage(Topologies topologies) {
    Exports.all(topologies.topology())
        .forEach(export -> Documented.checkFindings(Pages.ALL, export));
  }

  @Test
  void theSimplestTopologyLosesLittle() {
    Export export = Exports.all(Topologies.ONE_POOL_IPV4.topology()).get(0);

    assertEquals(
        List.of(
            "pools.vpn.method",
            "monitors.ping.timeout",
            "monitors.ping.interval",
            "persistencyGroups.always-on-vpn.strategy"),
        export.findings().stream().map(Finding::path).toList());
    for (String word :
        List.of("default route", "droponfail", "UseforSnat", "subnet", "both services")) {
      assertTrue(export.alwaysSo().contains(word), word + " in: " + export.alwaysSo());
    }
  }

  /** A LoadMaster has nothing of the kind, and says so rather than nothing. */
  @Test
  void persistencyBySpiIsRefusedAWord() {
    Export export =
        Exports.EXPORTER.export(
            new ExportRequest(
                Topologies.DUAL_STACK.topology(),
                KempExporter.API_V1,
                ClientAddress.PRESERVE,
                true));

    assertTrue(
        export.findings().stream()
            .anyMatch(
                f -> f.path().endsWith(".strategy") && f.text().contains("--persist-by-spi")));
  }

  /** Clients begin on 500; were it to follow another than 4500, that would choose anew. */
  @Test
  void port4500FollowsWhicheverIsWrittenFirst() {
    Draft draft =
        new Draft()
            .server("nat-t", 4500, 4500, "vpn", "203.0.113.10")
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "nat-t", "ike")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"));

    String calls = Exports.all(draft.topology()).get(0).documents().get(0).content();

    assertEquals(
        List.of(
            "vs=203.0.113.10&port=4500&prot=udp&PortFollow=500",
            "vs=203.0.113.10&port=500&prot=udp&PortFollow=4500"),
        calls
            .lines()
            .filter(line -> line.contains("/modvs?"))
            .map(line -> line.substring(line.indexOf('?') + 1))
            .toList());
  }

  @Test
  void refusesAGroupWhosePortsHaveDifferentAddresses() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .server("nat-t", 4500, 4500, "vpn", "203.0.113.11")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike", "nat-t")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"));

    Exports.all(draft.topology()).forEach(KempFormsTest::assertRefused);
  }

  @Test
  void refusesPortsAndTimeoutsThatALoadMasterDoesNotHave() {
    Draft draft =
        new Draft()
            .server("ike", 2, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"));

    Exports.all(draft.topology()).forEach(KempFormsTest::assertRefused);
    Exports.all(Topologies.TIMEOUTS_OUT_OF_RANGE.topology()).forEach(KempFormsTest::assertRefused);
  }

  @Test
  void capsALimitThatIsTooLarge() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", gateway("vpn1", 1, OptionalInt.of(200_000), "10.0.0.11"));

    for (Export export : Exports.all(draft.topology())) {
      assertTrue(export.documents().get(0).content().contains("100000"));
      assertTrue(export.findings().stream().anyMatch(f -> f.path().endsWith("vpn1.maxSessions")));
    }
  }

  @Test
  void hostileNamesStayInTheirPlace() {
    for (Form form : PARSERS.keySet()) {
      String text = Exports.text(Topologies.HOSTILE_NAMES, form, ClientAddress.PRESERVE);

      assertTrue(text.matches("[\\n -~]*"), text);
      assertTrue(!text.contains("$(") && !text.contains("`"), text);
      text.lines()
          .filter(line -> line.contains("save sys") && !line.startsWith("#"))
          .forEach(line -> assertTrue(line.contains("save_sys") && !line.contains("save sys")));
      text.lines()
          .filter(line -> line.startsWith("#"))
          .forEach(line -> assertTrue(line.matches("[^\"'`]*"), line));
    }
    Exports.model(Topologies.HOSTILE_NAMES, ClientAddress.PRESERVE)
        .services()
        .forEach(s -> assertTrue(s.nickname().matches("[A-Za-z0-9_-]{1,63}"), s.nickname()));
  }

  @Test
  void escapesWhatANicknameWouldNeverHold() {
    String hostile = "a 'b' \"c\" &d=e+f%41#g $(h) \\ \u00e4\n";
    Service base =
        Exports.model(Topologies.ONE_POOL_IPV4, ClientAddress.PRESERVE).services().get(0);
    LoadMaster model = new LoadMaster(List.of(named(base, hostile)));

    assertEquals(model, Parser.apiV1(ApiV1.render(model)));
    assertEquals(model, Parser.apiV2(ApiV2.render(model)));
  }

  @Test
  void powerShellSeesNoQuoteThatEndsAText() {
    Service base =
        Exports.model(Topologies.ONE_POOL_IPV4, ClientAddress.PRESERVE).services().get(0);
    LoadMaster model = new LoadMaster(List.of(named(base, "a'b\u2019; reboot \u2018c\u201bd")));

    String script = PowerShell.render(model);

    assertTrue(script.contains("'a''b\u2019\u2019; reboot \u2018\u2018c\u201b\u201bd'"), script);
  }

  private static Service named(Service base, String nickname) {
    return new Service(
        base.address(),
        base.port(),
        nickname,
        base.persistTimeout(),
        base.schedule(),
        base.idleTime(),
        base.check(),
        base.transparent(),
        OptionalInt.empty(), // it is alone
        base.realServers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # interval, timeout, fall, rise | on the LoadMaster   | findings
          5000   , 2000  , 3   , 1        | 13, 4, 3            | interval timeout
          9000   , 4000  , 2   , 1        | 9, 4, 2             |
          15000  , 4000  , 1   , 2        | 15, 4, 2            | fall rise
          15500  , 4500  , 3   , 1        | 16, 5, 3            | interval timeout
          300000 , 10000 , 3   , 1        | 120, 10, 3          | interval
          3600000, 60000 , 100 , 1        | 901, 60, 15         | interval fall
          3600000, 3600000, 2  , 1        | 121, 60, 2          | interval timeout
          """)
  void aMonitorBecomesACheckWithinItsRanges(String monitor, String ping, String findings) {
    int[] values =
        Stream.of(monitor.split(",")).map(String::strip).mapToInt(Integer::parseInt).toArray();
    Findings found = new Findings();

    Ping made =
        new Checks(new Seconds(Translation.PRODUCT, found), found)
            .of(
                new Monitor(
                    "m",
                    PluginUse.of("icmp"),
                    Duration.ofMillis(values[0]),
                    Duration.ofMillis(values[1]),
                    values[2],
                    values[3]));

    assertEquals(ping, made.interval() + ", " + made.timeout() + ", " + made.retries());
    assertEquals(
        Stream.of(findings == null ? new String[0] : findings.split(" "))
            .map(key -> "monitors.m." + key)
            .sorted()
            .toList(),
        found.toList().stream().map(Finding::path).sorted().toList());
  }

  /** Which form allows what does not matter: the range is the LoadMaster's. */
  @ParameterizedTest
  @CsvSource({
    "PersistTimeout, 0, 604800",
    "Idletime, 3, 86400",
    "ChkInterval, 13, 120",
    "ChkTimeout, 4, 60",
    "ChkRetryCount, 2, 15",
    "Weight, 1, 65530",
    "Limit, 0, 100000",
    "PortFollow, 3, 65530"
  })
  void aValueOutOfRangeIsRefusedInEveryForm(String parameter, int lowest, int highest) {
    PARSERS.forEach(
        (form, parser) -> {
          String text = Exports.text(Topologies.ONE_POOL_IPV4, form, ClientAddress.PRESERVE);
          for (int wrong : new int[] {lowest - 1, highest + 1}) {
            String mutated = text.replaceAll("(\\b" + parameter + "[=\": ']+)\\d+", "$1" + wrong);
            assertNotEquals(text, mutated, parameter);
            assertThrows(AssertionError.class, () -> parser.apply(mutated), mutated);
          }
        });
  }

  @Test
  void aPoolWithoutMonitorsIsNotChecked() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(8), "ike")
            .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"))
            .demanding("vpn");

    for (Export export : Exports.all(draft.topology())) {
      String text = export.documents().get(0).content();
      assertTrue(text.contains("none") && !text.contains("Chk"), text);
    }
  }

  /** Whatever an administrator may rely on is carried or named. */
  @Test
  void namesAllThatIsLost() {
    Set<String> paths = new HashSet<>();
    for (Topologies topologies :
        List.of(Topologies.ONE_POOL_IPV4, Topologies.THREE_GATEWAYS_WITH_WEIGHTS)) {
      Exports.all(topologies.topology())
          .forEach(export -> export.findings().forEach(finding -> paths.add(finding.path())));
    }

    for (String path :
        List.of(
            "persistencyGroups.always-on-vpn.strategy",
            "pools.vpn.method",
            "pools.vpn.slowStart",
            "pools.vpn.sourceAddresses",
            "pools.vpn.upstreamPorts",
            "pools.vpn.gateways.vpn1.maxSessions",
            "pools.vpn.gateways.vpn3.weight",
            "pools.vpn.upWhen",
            "pools.vpn.holdDown",
            "pools.vpn.guards",
            "monitors.ike",
            "monitors.ping.interval",
            "monitors.ping.timeout",
            "limits",
            "timeouts")) {
      assertTrue(paths.contains(path), path + " is not among " + paths);
    }
  }

  private static void assertRefused(Export export) {
    assertTrue(export.isRefused());
    assertEquals(List.of(), export.documents());
  }
}
