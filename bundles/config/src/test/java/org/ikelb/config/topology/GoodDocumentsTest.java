package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.config.docs.PluginScan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoodDocumentsTest {

  private static Topology topology(String text) {
    assertEquals(List.of(), Documents.problems(text, Use.RUN));
    return Documents.read(text, Use.RUN).topology().orElseThrow();
  }

  @Test
  void fillsProtocolAndGatewayPortFromThePort() throws Exception {
    InetAddress ipv4 = InetAddress.getByName("203.0.113.10");
    InetAddress ipv6 = InetAddress.getByName("2001:db8::10");
    assertEquals(
        Map.of(
            "ike",
            new VirtualServer("ike", List.of(ipv4, ipv6), 500, Protocol.IKE, 500, "vpn"),
            "nat-t",
            new VirtualServer("nat-t", List.of(ipv4, ipv6), 4500, Protocol.NAT_T, 4500, "vpn")),
        topology(Documents.VALID).virtualServers());
  }

  @Test
  void takesAnyPortsWithTheirProtocol() {
    String text =
        Documents.VALID.replace(
            "\"port\": 500,", "\"port\": 15500, \"protocol\": \"ike\", \"gatewayPort\": 50000,");
    VirtualServer server = topology(text).virtualServers().get("ike");
    assertEquals(List.of(15500, 50000), List.of(server.port(), server.gatewayPort()));
  }

  @Test
  void fillsThePoolWithDefaults() {
    Pool pool = topology(Documents.VALID).pools().get("vpn");
    assertEquals(PluginUse.of("maglev"), pool.method());
    assertEquals(Optional.empty(), pool.slowStart());
    assertEquals(ClientAddress.TRANSLATE, pool.clientAddress());
    assertEquals(new PortRange(10240, 32767), pool.upstreamPorts());
    assertEquals(UpWhen.PROTOCOL, pool.upWhen());
    assertEquals(Optional.empty(), pool.holdDown());
    assertEquals(List.of("ping", "ike"), pool.monitors());
    assertEquals(List.of(PluginUse.of("rate-limit")), pool.guards());
  }

  @Test
  void guardsAreThoseGivenOrTheUsualOnes() {
    assertEquals(List.of("rate-limit", "cookie"), guards(Documents.VALID.replace(GUARDS, "")));
    assertEquals(List.of(), guards(Documents.VALID.replace(GUARDS, ", \"guards\": []")));
    assertEquals(
        List.of("cookie"), guards(Documents.VALID.replace(GUARDS, ", \"guards\": \"cookie\"")));
  }

  private static final String GUARDS = ", \"guards\": [\"rate-limit\"]";

  private static List<String> guards(String text) {
    return topology(text).pools().get("vpn").guards().stream().map(PluginUse::type).toList();
  }

  @Test
  void readsGatewaysInTheirOrder() {
    Map<String, Gateway> gateways = topology(Documents.VALID).pools().get("vpn").gateways();
    assertEquals(List.of("vpn1", "vpn2"), List.copyOf(gateways.keySet()));
    Gateway vpn1 = gateways.get("vpn1");
    assertEquals(new GatewayId("vpn", "vpn1"), vpn1.id());
    assertEquals(2, vpn1.addresses().size());
    assertEquals(OptionalInt.of(500), vpn1.maxSessions());
    assertEquals(1, vpn1.weight());
    assertEquals(2, gateways.get("vpn2").weight());
  }

  @Test
  void giveOneSourceAQuarterOfTheHalfOpenSessionsUnlessItIsSaid() {
    assertEquals(2_500, topology(Documents.VALID).limits().halfOpenPerSource());
    assertEquals(1, limits("\"halfOpen\": 3").halfOpenPerSource());
    assertEquals(40, limits("\"halfOpen\": 40, \"halfOpenPerSource\": 40").halfOpenPerSource());
  }

  private static Limits limits(String written) {
    String section = "\"version\": 1, \"limits\": { " + written + " }";
    return topology(Documents.VALID.replace("\"version\": 1", section)).limits();
  }

  @Test
  void warnsOfLimitsThatCannotHold() {
    assertEquals(List.of(), Documents.read(Documents.VALID, Use.RUN).warnings());
    String text =
        Documents.VALID
            .replace("\"guards\"", "\"upstreamPorts\": \"20000-20099\", \"guards\"")
            .replace("\"maxSessions\": 500", "\"maxHalfOpen\": 10")
            .replace("\"weight\": 2", "\"maxHalfOpen\": 20");
    assertEquals(
        List.of(
            "f:9:19 pools.vpn.gateways: together they take 30 half-open sessions (maxHalfOpen),"
                + " fewer than the 10000 of limits.halfOpen; beyond them new clients are refused,"
                + " so the guard \"cookie\" should ask from fewer on",
            "f:12:53 pools.vpn.upstreamPorts: 100 ports, 2 source addresses and 2 gateways carry"
                + " at most 400 half-open sessions, fewer than the 10000 of limits.halfOpen; beyond"
                + " them one gives way for each that is new"),
        Documents.read(text, Use.RUN).warnings().stream().map(Problem::toString).toList());
    assertTrue(Documents.read(text, Use.RUN).topology().isPresent());
  }

  @Test
  void fillsMonitorsWithDefaultsByTheirType() {
    Duration two = Duration.ofSeconds(2);
    assertEquals(
        Map.of(
            "ping",
            new Monitor("ping", PluginUse.of("icmp"), Duration.ofSeconds(5), two, 3, 1),
            "ike",
            new Monitor(
                "ike",
                new PluginUse("ike", Map.of("identity", "probe")),
                Duration.ofSeconds(10),
                two,
                3,
                1)),
        topology(Documents.VALID).monitors());
  }

  @Test
  void shortensTheDefaultTimeoutToTheInterval() {
    String text =
        Documents.VALID.replace(
            "\"type\": \"icmp\"", "\"type\": \"icmp\", \"interval\": \"500ms\"");
    assertEquals(Duration.ofMillis(500), topology(text).monitors().get("ping").timeout());
  }

  @Test
  void fillsLimitsAndTimeoutsAsTheApiSays() {
    Topology topology = topology(Documents.VALID);
    assertEquals(Limits.DEFAULT, topology.limits());
    assertEquals(Timeouts.DEFAULT, topology.timeouts());
    assertEquals(Duration.ofHours(8), topology.persistencyGroups().get("g").timeout());
  }

  @Test
  void keepsSettingsOfPluginsAsWritten() {
    String text =
        Documents.VALID.replace(
            "\"ike-spi\"", "{ \"type\": \"source-ip\", \"prefix4\": 24, \"prefix6\": 56 }");
    assertEquals(
        new PluginUse("source-ip", Map.of("prefix4", 24L, "prefix6", 56L)),
        topology(text).persistencyGroups().get("g").strategy());
  }

  @Test
  void startsWithPluginsThatAreNotThereYet() {
    String text =
        Documents.VALID.replace("\"ike-spi\"", "{ \"type\": \"later\", \"some\": [1.5, true] }");
    assertEquals(1, Documents.problems(text, Use.RUN).size());
    assertEquals(
        new PluginUse("later", Map.of("some", List.of(1.5, true))),
        Documents.read(text, Use.START)
            .topology()
            .orElseThrow()
            .persistencyGroups()
            .get("g")
            .strategy());
  }

  @Test
  void ignoresCommentsButNotInTexts() {
    String text =
        "// a \" quote\n/* \"version\": 2,\n */"
            + Documents.VALID.replace("\"probe\"", "\"http://x /* y */\"");
    assertEquals(
        Map.of("identity", "http://x /* y */"),
        topology(text).monitors().get("ike").plugin().settings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ikelb.json", "demo.json"})
  void acceptsTheShippedFilesWithTheShippedPlugins(String file) throws Exception {
    String text = Documents.shipped(file);
    InstalledPlugins shipped = PluginScan.plugins();
    for (Use use : Use.values()) {
      Reading reading = new TopologyReader(shipped, use, address -> true).read(file, text);
      assertEquals(List.of(), reading.problems(), use.name());
      assertTrue(reading.topology().isPresent());
    }
  }
}
