package org.ikelb.exporter.citrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Topology;
import org.ikelb.exporter.kit.Documented;
import org.ikelb.exporter.kit.Draft;
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

class CitrixExportTest {
  private static final Set<String> IMPLIED_UNITS = Set.of("units2", "units3", "units4");

  private static Export export(Topology topology, Form form, ClientAddress clientAddress) {
    return new CitrixExporter().export(new ExportRequest(topology, form, clientAddress));
  }

  private static String text(Topologies topology, Form form) {
    return text(topology, form, ClientAddress.PRESERVE);
  }

  private static String text(Topologies topology, Form form, ClientAddress clientAddress) {
    return export(topology.topology(), form, clientAddress).documents().get(0).content();
  }

  private static String bySpi(Topologies topology, Form form) {
    return new CitrixExporter()
        .export(new ExportRequest(topology.topology(), form, ClientAddress.PRESERVE, true))
        .documents()
        .get(0)
        .content();
  }

  static Stream<Topologies> exportable() {
    return Topologies.exportable();
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void isAsItWas(Topologies topology) throws IOException {
    List<Export> exports =
        new CitrixExporter()
            .forms().stream()
                .map(form -> export(topology.topology(), form, ClientAddress.PRESERVE))
                .toList();
    Golden.check(topology.folder(), exports);
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void bothFormsMakeTheSameObjects(Topologies topology) {
    for (ClientAddress clientAddress : ClientAddress.values()) {
      assertEquals(
          withoutUnits(text(topology, CitrixExporter.NITRO, clientAddress)),
          CommandLine.requests(text(topology, CitrixExporter.NS_CONF, clientAddress)));
    }
  }

  /** Commands are vetted as the requests that would make the same. */
  @ParameterizedTest
  @MethodSource("exportable")
  void theApplianceTakesBothForms(Topologies topology) throws IOException {
    for (ClientAddress clientAddress : ClientAddress.values()) {
      assertEquals(
          List.of(), NitroRules.problems(text(topology, CitrixExporter.NITRO, clientAddress)));
      String commands = text(topology, CitrixExporter.NS_CONF, clientAddress);
      assertEquals(List.of(), NitroRules.problems(CommandLine.requests(commands).toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void bySpiTheApplianceTakesBothFormsToo(Topologies topology) throws IOException {
    String nitro = bySpi(topology, CitrixExporter.NITRO);
    JsonArray commands = CommandLine.requests(bySpi(topology, CitrixExporter.NS_CONF));
    assertEquals(List.of(), NitroRules.problems(nitro));
    assertEquals(List.of(), NitroRules.problems(commands.toString()));
    assertEquals(withoutUnits(nitro), commands);
  }

  @Test
  void bySpiEachVirtualServerHasItsRuleAndTheGroupSharesTheirSessions() {
    String commands = bySpi(Topologies.ONE_POOL_IPV4, CitrixExporter.NS_CONF);
    for (String part :
        List.of(
            "vs_ike UDP 203.0.113.10 500 -persistenceType RULE",
            " -rule \"CLIENT.UDP.PAYLOAD(8)\" -timeout 480\n",
            "vs_nat-t UDP 203.0.113.10 4500 -persistenceType RULE",
            " -rule \"CLIENT.UDP.PAYLOAD(12).SUBSTR(4,8)\" -timeout 480\n",
            "add lb group pg_always-on-vpn -useVserverPersistency ENABLED\n")) {
      assertTrue(commands.contains(part), part);
    }
    assertFalse(commands.contains("SOURCEIP"), commands);
  }

  @Test
  void pagesAreNamedInTheDocumentation() throws IOException {
    Documented.checkPages(Pages.ALL);
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void nothingIsSaidWithoutItsPage(Topologies topology) {
    for (ClientAddress clientAddress : ClientAddress.values()) {
      Documented.checkFindings(
          Pages.ALL, export(topology.topology(), CitrixExporter.NITRO, clientAddress));
    }
    Documented.checkFindings(
        Pages.ALL,
        new CitrixExporter()
            .export(
                new ExportRequest(
                    topology.topology(), CitrixExporter.NITRO, ClientAddress.PRESERVE, true)));
  }

  @Test
  void theSimplestTopologyLosesLittle() {
    assertEquals(
        Set.of("persistencyGroups.always-on-vpn.strategy", "pools.vpn.method"),
        paths(Topologies.ONE_POOL_IPV4));
  }

  /** That there is nothing but source addresses was not true. */
  @Test
  void theOtherPersistencyIsOffered() {
    String strategy =
        export(Topologies.ONE_POOL_IPV4.topology(), CitrixExporter.NITRO, ClientAddress.PRESERVE)
            .findings()
            .get(0)
            .text();
    assertTrue(strategy.contains("--persist-by-spi") && strategy.contains("14.1-29"), strategy);
  }

  @Test
  void namesThatAreCutKeepTheGateway() {
    String commands = text(Topologies.LONG_NAMES, CitrixExporter.NS_CONF);
    assertTrue(commands.contains("_vpn-gateway-frankfurt-1 10.0.0.11\n"), commands);
    assertTrue(commands.contains("_vpn-gateway-frankfurt-2 10.0.0.12\n"), commands);
  }

  /** What the rules would not find would prove nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "usip": "YES"               | "usip": "PERHAPS"
          "usip": "YES"               | "usips": "YES"
          "lbmethod": "LEASTCONNECTION" | "lbmethod": "MAGLEV"
          "timeout": 480              | "timeout": 1
          "timeout": 480              | "timeout": 1441
          "timeout": 480              | "timeout": "480"
          "port": 500                 | "port": 70000
          "interval": 5               | "interval": 0
          "servername": "srv_vpn_vpn2" | "servername": "srv_vpn_vpn9"
          "vservername": "vs_nat-t"   | "vservername": "vs_natt"
          "monitor_name"              | "monitorname"
          "monitorname": "mon_ping",  |
          "name": "srv_vpn_vpn2"      | "name": "srv_vpn_vpn1"
          "method": "PUT"             | "method": "POST"
          "/nitro/v1/config/lbgroup"  | "/nitro/v1/config/lbgroups"
          "lbgroup": {                | "lbgrup": {
          "LB"                        | "LoadBalancer"
          "feature"                   | "features"
          ?action=enable              |
          "usip": "YES"               | "usip": ["YES"]
          """)
  void theRulesFindWhatIsWrong(String right, String wrong) throws IOException {
    String good = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NITRO);
    String bad = good.replace(right, wrong == null ? "" : wrong);
    assertTrue(good.contains(right), right);
    assertFalse(NitroRules.problems(bad).isEmpty(), wrong);
  }

  /** Where each number with a range stands in a command: its last group. */
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("lbgroup.timeout", "(add lb group .* -timeout )(\\d+)"),
          Map.entry("lbgroup.v6persistmasklen", "(add lb group .* -v6persistmasklen )(\\d+)"),
          Map.entry("lbmonitor.interval", "(add lb monitor .* -interval )(\\d+)"),
          Map.entry("lbmonitor.resptimeout", "(add lb monitor .* -resptimeout )(\\d+)"),
          Map.entry("lbmonitor.retries", "(add lb monitor .* -retries )(\\d+)"),
          Map.entry("lbmonitor.successretries", "(add lb monitor .* -successRetries )(\\d+)"),
          Map.entry("lbmonitor.downtime", "(add lb monitor .* -downTime )(\\d+)"),
          Map.entry("lbvserver.clttimeout", "(add lb vserver .* -cltTimeout )(\\d+)"),
          Map.entry("lbvserver.timeout", "(add lb vserver .* -timeout )(\\d+)"),
          Map.entry("lbvserver.port", "(add lb vserver \\S+ UDP \\S+ )(\\d+)"),
          Map.entry("servicegroup.clttimeout", "(add serviceGroup .* -cltTimeout )(\\d+)"),
          Map.entry("servicegroup.svrtimeout", "(add serviceGroup .* -svrTimeout )(\\d+)"),
          Map.entry("servicegroup.maxclient", "(add serviceGroup .* -maxClient )(\\d+)"),
          Map.entry(
              "servicegroup_servicegroupmember_binding.port",
              "(bind serviceGroup \\S+ srv_\\S+ )(\\d+)"),
          Map.entry(
              "servicegroup_servicegroupmember_binding.weight",
              "(bind serviceGroup .* -weight )(\\d+)"));

  static Set<String> ranges() {
    return NitroRules.RANGES.keySet();
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void aNumberOutOfItsRangeIsFoundInBothForms(String path) throws IOException {
    long[] range = NitroRules.RANGES.get(path);
    boolean ofSpi = path.equals("lbvserver.timeout");
    Topologies topology = Topologies.ONE_POOL_IPV4;
    String commands =
        ofSpi ? bySpi(topology, CitrixExporter.NS_CONF) : text(topology, CitrixExporter.NS_CONF);
    String nitro =
        ofSpi ? bySpi(topology, CitrixExporter.NITRO) : text(topology, CitrixExporter.NITRO);
    for (long number : new long[] {range[0], range[1]}) {
      assertEquals(List.of(), outOfRange(withNumber(nitro, path, number)));
      assertEquals(List.of(), outOfRange(inCommand(commands, path, number)));
    }
    for (long number : new long[] {range[0] - 1, range[1] + 1}) {
      List<String> problem = List.of(path + " is out of range: " + number);
      assertEquals(problem, outOfRange(withNumber(nitro, path, number)));
      if (number >= 0) {
        assertEquals(problem, outOfRange(inCommand(commands, path, number)));
      }
    }
  }

  private static List<String> outOfRange(String requests) throws IOException {
    return NitroRules.problems(requests).stream()
        .filter(problem -> problem.contains("out of range"))
        .toList();
  }

  /** The requests with another number in the first that has it. */
  private static String withNumber(String nitro, String path, long number) {
    String resource = path.substring(0, path.indexOf('.'));
    String key = path.substring(path.indexOf('.') + 1);
    JsonArray requests = JsonParser.parseString(nitro).getAsJsonArray();
    for (JsonElement request : requests) {
      JsonObject body = request.getAsJsonObject().getAsJsonObject("body");
      if (body.has(resource) && body.getAsJsonObject(resource).has(key)) {
        body.getAsJsonObject(resource).addProperty(key, number);
        return requests.toString();
      }
    }
    throw new AssertionError(path + " is nowhere");
  }

  private static String inCommand(String commands, String path, long number) {
    Matcher matcher = Pattern.compile(NUMBERS.get(path)).matcher(commands);
    assertTrue(matcher.find(), path);
    return CommandLine.requests(matcher.replaceFirst("$1" + number)).toString();
  }

  /** The rules of the command line itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add lb group           | add lbgroup
          add server             | addserver
          -usip YES              | -usips YES
          -usip YES              | -usip
          -usip YES              | -usip YES -usip YES
          -usip YES              | -usip 'YES'
          -usip YES              | -usip  YES
          srv_vpn_vpn1 10.0.0.11 | srv_vpn_vpn1
          srv_vpn_vpn1 10.0.0.11 | srv_vpn_vpn1 10.0.0.11 UDP
          srv_vpn_vpn1 500       | srv_vpn_vpn1
          vs_ike UDP             | vs_ike
          feature LB             | feature LB;
          -monitorName mon_ping  | -monitorName
          """)
  void theCommandLineFindsWhatItCannotRead(String right, String wrong) {
    String commands = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NS_CONF);
    assertTrue(commands.contains(right), right);
    assertThrows(
        AssertionError.class, () -> CommandLine.requests(commands.replace(right, wrong)), wrong);
  }

  /** What a command says is held against what NITRO knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -usip YES               | -usip PERHAPS
          -lbMethod LEASTCONNECTION | -lbMethod MAGLEV
          feature LB              | feature LoadBalancer
          bind lb group pg_always-on-vpn vs_ike | bind lb group pg_always-on-vpn vs_esp
          -monitorName mon_ping   | -monitorName mon_pong
          add server srv_vpn_vpn2 | add server srv_vpn_vpn1
          """)
  void aCommandThatNitroWouldNotTakeIsFound(String right, String wrong) throws IOException {
    String commands = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NS_CONF);
    assertTrue(commands.contains(right), right);
    String requests = CommandLine.requests(commands.replace(right, wrong)).toString();
    assertFalse(NitroRules.problems(requests).isEmpty(), wrong);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -usip YES        | -usip NO
          -timeout 480     | -timeout 8
          vs_nat-t UDP     | vs_nat-t TCP
          10.0.0.12        | 10.0.0.13
          feature LB       | feature LB IPv6PT
          """)
  void aDifferenceOfTheFormsWouldBeFound(String right, String wrong) {
    String commands = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NS_CONF);
    assertTrue(commands.contains(right), right);
    assertNotEquals(
        withoutUnits(text(Topologies.ONE_POOL_IPV4, CitrixExporter.NITRO)),
        CommandLine.requests(commands.replace(right, wrong)));
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void nothingButAsciiIsWritten(Topologies topology) {
    for (Form form : new CitrixExporter().forms()) {
      assertTrue(text(topology, form).matches("[\\x20-\\x7e\\n]*"), form.name());
    }
  }

  /** A console that sees one quote may wait for the next. */
  @ParameterizedTest
  @MethodSource("exportable")
  void commentsHaveNoQuotes(Topologies topology) {
    text(topology, CitrixExporter.NS_CONF)
        .lines()
        .filter(line -> line.startsWith("#"))
        .forEach(line -> assertFalse(line.matches(".*[\"'`].*"), line));
  }

  @Test
  void sourcePortsAreSaidAsTheyAre() {
    Topology topology = Topologies.ONE_POOL_IPV4.topology();
    for (ClientAddress clientAddress : ClientAddress.values()) {
      boolean kept =
          export(topology, CitrixExporter.NITRO, clientAddress)
              .alwaysSo()
              .contains("keep their source ports");
      assertEquals(clientAddress == ClientAddress.PRESERVE, kept);
    }
  }

  @Test
  void allThatOnlyIkelbHasIsFound() {
    Set<String> demanding = paths(Topologies.THREE_GATEWAYS_WITH_WEIGHTS);
    for (String setting :
        List.of("guards", "holdDown", "slowStart", "upWhen", "upstreamPorts", "sourceAddresses")) {
      assertTrue(demanding.contains("pools.vpn." + setting), setting);
    }
    assertTrue(demanding.containsAll(Set.of("monitors.ike", "limits", "timeouts")));
    Set<String> usual = paths(Topologies.ONE_POOL_IPV4);
    assertTrue(usual.contains("persistencyGroups.always-on-vpn.strategy"), usual::toString);
    assertTrue(usual.contains("pools.vpn.method"), usual::toString);
  }

  @Test
  void aRefusedExportHasNoDocuments() {
    Export export =
        export(
            Topologies.TIMEOUTS_OUT_OF_RANGE.topology(),
            CitrixExporter.NS_CONF,
            ClientAddress.PRESERVE);
    assertTrue(export.isRefused());
    assertEquals(List.of(), export.documents());
  }

  @Test
  void clientsAreTranslatedWhenAskedFor() {
    Topology topology = Topologies.ONE_POOL_IPV4.topology();
    String commands =
        export(topology, CitrixExporter.NS_CONF, ClientAddress.TRANSLATE)
            .documents()
            .get(0)
            .content();
    assertTrue(commands.contains(" -usip NO -useproxyport YES "), commands);
    assertFalse(commands.contains("-usip YES"), commands);
  }

  @Test
  void anAddressOfTwoPoolsIsOneServer() throws IOException {
    Topology topology =
        new Draft()
            .server("a", 500, 500, "one", "203.0.113.10")
            .server("b", 500, 500, "two", "203.0.113.20")
            .group("a", PluginUse.of("source-ip"), Duration.ofHours(1), "a")
            .group("b", PluginUse.of("source-ip"), Duration.ofHours(1), "b")
            .pool("one", "least-sessions", Draft.gateway("g", "10.0.0.11"))
            .pool("two", "least-sessions", Draft.gateway("h", "10.0.0.11"))
            .topology();
    String nitro =
        export(topology, CitrixExporter.NITRO, ClientAddress.PRESERVE).documents().get(0).content();
    assertEquals(List.of(), NitroRules.problems(nitro));
    assertEquals(
        List.of("{\"name\":\"srv_one_g\",\"ipaddress\":\"10.0.0.11\"}"),
        withoutUnits(nitro).asList().stream()
            .map(request -> request.getAsJsonObject().getAsJsonObject("body"))
            .filter(body -> body.has("server"))
            .map(body -> body.get("server").toString())
            .toList());
  }

  @Test
  void aPoolWithoutMonitorsIsNotProbedByDefaultEither() {
    Topology topology =
        new Draft()
            .server("a", 500, 500, "one", "203.0.113.10")
            .group("a", PluginUse.of("source-ip"), Duration.ofHours(1), "a")
            .pool("one", "least-sessions", Draft.gateway("g", "10.0.0.11"))
            .demanding("one")
            .topology();
    String commands =
        export(topology, CitrixExporter.NS_CONF, ClientAddress.PRESERVE)
            .documents()
            .get(0)
            .content();
    assertTrue(commands.contains(" -healthMonitor NO\n"), commands);
    assertFalse(commands.contains("monitorName"), commands);
  }

  private static Set<String> paths(Topologies topology) {
    return export(topology.topology(), CitrixExporter.NS_CONF, ClientAddress.PRESERVE)
        .findings()
        .stream()
        .map(Finding::path)
        .collect(Collectors.toSet());
  }

  /** Commands have no units. */
  private static JsonArray withoutUnits(String nitro) {
    JsonArray requests = JsonParser.parseString(nitro).getAsJsonArray();
    for (JsonElement request : requests) {
      JsonObject body = request.getAsJsonObject().getAsJsonObject("body");
      body.keySet()
          .forEach(resource -> IMPLIED_UNITS.forEach(body.getAsJsonObject(resource)::remove));
    }
    return requests;
  }
}
