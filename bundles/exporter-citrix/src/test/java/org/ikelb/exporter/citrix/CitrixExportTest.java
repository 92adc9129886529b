package org.ikelb.exporter.citrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Topology;
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
    return export(topology.topology(), form, ClientAddress.PRESERVE).documents().get(0).content();
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
    assertEquals(
        objects(text(topology, CitrixExporter.NITRO)),
        CommandLine.objects(text(topology, CitrixExporter.NS_CONF)));
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void nitroTakesEveryRequest(Topologies topology) throws IOException {
    assertEquals(List.of(), NitroRules.problems(text(topology, CitrixExporter.NITRO)));
    String translated =
        export(topology.topology(), CitrixExporter.NITRO, ClientAddress.TRANSLATE)
            .documents()
            .get(0)
            .content();
    assertEquals(List.of(), NitroRules.problems(translated));
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
          """)
  void theRulesFindWhatIsWrong(String right, String wrong) throws IOException {
    String good = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NITRO);
    String bad = good.replace(right, wrong == null ? "" : wrong);
    assertTrue(good.contains(right), right);
    assertFalse(NitroRules.problems(bad).isEmpty(), wrong);
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
          """)
  void aDifferenceOfTheFormsWouldBeFound(String right, String wrong) {
    String commands = text(Topologies.ONE_POOL_IPV4, CitrixExporter.NS_CONF);
    assertTrue(commands.contains(right), right);
    assertFalse(
        objects(text(Topologies.ONE_POOL_IPV4, CitrixExporter.NITRO))
            .equals(CommandLine.objects(commands.replace(right, wrong))));
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void nothingButAsciiIsWritten(Topologies topology) {
    for (Form form : new CitrixExporter().forms()) {
      assertTrue(text(topology, form).matches("[\\x20-\\x7e\\n]*"), form.name());
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
    assertTrue(usual.contains("pools.vpn.clientAddress"), usual::toString);
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
        List.of("server{ipaddress=10.0.0.11, name=srv_one_g}"),
        objects(nitro).stream().filter(object -> object.startsWith("server{")).toList());
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

  private static List<String> objects(String nitro) {
    List<String> objects = new ArrayList<>();
    for (JsonElement request : JsonParser.parseString(nitro).getAsJsonArray()) {
      JsonObject body = request.getAsJsonObject().getAsJsonObject("body");
      for (Map.Entry<String, JsonElement> resource : body.entrySet()) {
        Map<String, String> values = new TreeMap<>();
        resource.getValue().getAsJsonObject().asMap().entrySet().stream()
            .filter(value -> !IMPLIED_UNITS.contains(value.getKey()))
            .forEach(value -> values.put(value.getKey(), value.getValue().getAsString()));
        objects.add(resource.getKey() + values);
      }
    }
    return objects;
  }
}
