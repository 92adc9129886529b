package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.exporter.kit.Topologies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class As3SchemaTest {
  private static final As3Schema SCHEMA = new As3Schema();

  static Stream<Topologies> exportable() {
    return Topologies.exportable();
  }

  @ParameterizedTest
  @MethodSource("exportable")
  void declarationsAreValid(Topologies topologies) {
    for (ClientAddress address : ClientAddress.values()) {
      String text = Exports.text(topologies, F5Exporter.AS3, address);

      assertEquals(List.of(), SCHEMA.problems(text));
    }
    String bySpi = Exports.bySpi(topologies, F5Exporter.AS3).documents().get(0).content();
    assertEquals(List.of(), SCHEMA.problems(bySpi));
  }

  /** The schema knows what a universal persistence needs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"persistenceMethod\": \"universal\"|\"persistenceMethod\": \"by-spi\"",
        "\"iRule\": \"spi_always-on-vpn\"|\"irule\": \"spi_always-on-vpn\"",
        "\"class\": \"iRule\"|\"class\": \"IRule\""
      })
  void aBrokenRuleIsNotValid(String right, String wrong) {
    String good =
        Exports.bySpi(Topologies.ONE_POOL_IPV4, F5Exporter.AS3).documents().get(0).content();

    assertTrue(good.contains(right), good);
    assertTrue(!SCHEMA.problems(good.replace(right, wrong)).isEmpty(), wrong);
  }

  /** Each rule of the schema that matters here fails when it should. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"duration\": 28800|\"duration\": 604801",
        "\"duration\": 28800|\"duration\": -1",
        "\"duration\": 28800|\"duration\": \"8h\"",
        "\"idleTimeout\": 2400|\"idleTimeout\": 86401",
        "\"interval\": 5|\"interval\": 3601",
        "\"timeout\": 16|\"timeout\": 901",
        "\"timeUntilUp\": 0|\"timeUntilUp\": 1801",
        "\"slowRampTime\": 0|\"slowRampTime\": 901",
        "\"ratio\": 1|\"ratio\": 101",
        "\"connectionLimit\": 0|\"connectionLimit\": -1",
        "\"adminState\": \"enable\"|\"adminState\": \"drain\"",
        "\"virtualPort\": 500|\"virtualPort\": 70000",
        "\"virtualPort\": 500,|",
        "\"servicePort\": 500|\"servicePort\": 70000",
        "\"10.0.0.11\"|\"10.0.0.x\"",
        "\"203.0.113.10\"|\"203.0.113.300\"",
        "\"round-robin\"|\"maglev\"",
        "\"source-address\"|\"ike-spi\"",
        "\"monitorType\": \"icmp\"|\"monitorType\": \"ike\"",
        "\"Service_UDP\"|\"Service_IKE\"",
        "\"snat\": \"none\"|\"snat\": \"never\"",
        "\"reselect\"|\"release\"",
        "\"vs_ike\"|\"500 vs\"",
        "\"template\": \"generic\",|\"template\": \"generic\", \"x\": 1,",
        "\"slowRampTime\": 0|\"slowRampTime\": 0, \"x\": 1",
        "ikelb virtual server ike|a \\\"quote\\\"",
        "ikelb virtual server ike|a text that is longer than the sixty-four characters of a remark in AS3",
      })
  void aBrokenRuleIsFound(String written, String broken) {
    String text = Exports.text(Topologies.ONE_POOL_IPV4, F5Exporter.AS3);
    assertTrue(text.contains(written), written);
    String replacement = Matcher.quoteReplacement(broken == null ? "" : broken);

    String mutated = text.replaceFirst(Pattern.quote(written), replacement);

    assertTrue(!SCHEMA.problems(mutated).isEmpty(), mutated);
  }

  /** The schema lets these pass. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"snat\": \"none\"|\"snatt\": \"none\"",
        "\"translateServerPort\": true|\"translateServerPorts\": true",
        "\"matchAcrossVirtualPorts\"|\"matchAcrossServices\"",
        "\"pool\": \"pool_vpn_500\"|\"pool\": \"pool_vpn_501\"",
        "\"pool\": \"pool_vpn_500\"|\"pool\": \"mon_ping\"",
        "\"use\": \"mon_ping\"|\"use\": \"mon_pong\"",
        "\"use\": \"udp_ike\"|\"use\": \"udp_esp\"",
        "\"use\": \"persist_always-on-vpn\"|\"use\": \"persist_vpn\"",
        "\"use\": \"vip_203_0_113_10\"|\"use\": \"vip_203_0_113_11\"",
        "\"matchAcrossVirtualPorts\": true|\"matchAcrossVirtualPorts\": false",
      })
  void whatTheSchemaMissesIsFoundByTheParser(String written, String broken) {
    String text = Exports.text(Topologies.ONE_POOL_IPV4, F5Exporter.AS3);
    assertTrue(text.contains(written), written);
    BigIp model = Exports.model(Topologies.ONE_POOL_IPV4, ClientAddress.PRESERVE);

    String mutated = text.replaceFirst(Pattern.quote(written), broken);

    assertEquals(List.of(), SCHEMA.problems(mutated));
    assertThrows(AssertionError.class, () -> assertEquals(model, As3Parser.parse(mutated)));
  }

  @Test
  void aWholeObjectThatIsMissingIsFound() {
    String text = Exports.text(Topologies.ONE_POOL_IPV4, F5Exporter.AS3);

    String mutated = text.replaceFirst("(?s)\"udp_ike\": \\{.*?\\},", "");

    assertThrows(AssertionError.class, () -> As3Parser.parse(mutated));
  }
}
