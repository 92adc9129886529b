package org.ikelb.exporter.rras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
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

class RrasExportTest {
  /** Parameters of both cmdlets for policies, and the values that both take (their reference). */
  private static final Map<String, Set<String>> POLICY =
      Map.of(
          "AuthenticationTransformConstants",
              Set.of("MD596", "SHA196", "SHA256128", "GCMAES128", "GCMAES192", "GCMAES256", "None"),
          "CipherTransformConstants",
              Set.of("DES", "DES3", "AES128", "AES192", "AES256", "GCMAES128", "GCMAES256"),
          "DHGroup", Set.of("None", "Group1", "Group2", "Group14", "ECP256", "ECP384", "Group24"),
          "EncryptionMethod",
              Set.of("DES", "DES3", "AES128", "AES192", "AES256", "GCMAES128", "GCMAES256"),
          "IntegrityCheckMethod", Set.of("MD5", "SHA1", "SHA256", "SHA384"),
          "PfsGroup",
              Set.of("None", "PFS1", "PFS2", "PFS2048", "ECP256", "ECP384", "PFSMM", "PFS24"));

  private static final Pattern TABLE = Pattern.compile("\\$(strong|strongest) = @\\{\\n([^}]*)}");
  private static final Pattern ENTRY = Pattern.compile("(\\w+) = '(\\w+)'");

  private static Export export(Topology topology, Form form, ClientAddress clientAddress) {
    return new RrasExporter().export(new ExportRequest(topology, form, clientAddress));
  }

  private static String text(Topology topology, Form form) {
    return export(topology, form, ClientAddress.PRESERVE).documents().get(0).content();
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void isAsItWas(Topologies topology) throws IOException {
    List<Export> exports =
        Stream.of(RrasExporter.GATEWAYS, RrasExporter.CLIENTS)
            .map(form -> export(topology.topology(), form, ClientAddress.PRESERVE))
            .toList();
    Golden.check(topology.folder(), exports);
  }

  @Test
  void pagesAreNamedInTheDocumentation() throws IOException {
    Documented.checkPages(Pages.ALL);
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void nothingIsSaidWithoutItsPage(Topologies topology) {
    for (Form form : new RrasExporter().forms()) {
      Documented.checkFindings(
          Pages.ALL, export(topology.topology(), form, ClientAddress.TRANSLATE));
    }
  }

  @Test
  void theSimplestTopologyLosesLittle() {
    assertEquals(
        List.of("pools.vpn.clientAddress"),
        export(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.GATEWAYS, ClientAddress.PRESERVE)
            .findings()
            .stream()
            .map(Finding::path)
            .toList());
  }

  /** Only numbers and addresses come from a topology into the code; names never do. */
  @ParameterizedTest
  @EnumSource(Topologies.class)
  void theCodeIsTheSameForEveryTopology(Topologies topology) {
    for (Form form : new RrasExporter().forms()) {
      String text = text(topology.topology(), form);
      assertTrue(text.matches("[\\x20-\\x7e\\n]*"), form.name());
      assertFalse(text.contains("@@"), form.name());
      assertEquals(code(text(Topologies.ONE_POOL_IPV4.topology(), form)), code(text), form.name());
    }
  }

  /** Without what may differ: how many addresses there are, and the limit of SAs. */
  private static String code(String script) {
    return PowerShellText.parse(script)
        .code()
        .replaceAll("\\n+", "\n") // where comments were
        .replaceAll("\\$addresses = @\\((''(, )?)+\\)", "\\$addresses = @()")
        .replaceAll("SecurityAssociations = \\d+", "SecurityAssociations = 0");
  }

  @Test
  void stringsAreThoseOfTheScriptOrAddresses() {
    Topology hostile = Topologies.HOSTILE_NAMES.topology();
    for (Form form : new RrasExporter().forms()) {
      Set<String> strings = new HashSet<>(PowerShellText.parse(text(hostile, form)).strings());
      strings.removeAll(
          PowerShellText.parse(text(Topologies.ONE_POOL_IPV4.topology(), form)).strings());
      strings.removeIf(string -> string.matches("[0-9a-f.:]+"));
      assertEquals(Set.of(), strings);
    }
  }

  /** Those that a topology brings; a name with a quote is among them. */
  @Test
  void commentsOfATopologyHaveNoQuotes() {
    Topology hostile = Topologies.HOSTILE_NAMES.topology();
    for (Form form : new RrasExporter().forms()) {
      Set<String> lines = text(hostile, form).lines().collect(Collectors.toSet());
      text(Topologies.ONE_POOL_IPV4.topology(), form).lines().forEach(lines::remove);
      lines.removeIf(line -> !line.startsWith("#"));
      assertFalse(lines.isEmpty());
      lines.forEach(line -> assertFalse(line.matches(".*[\"'`].*"), line));
    }
  }

  @Test
  void aNameThatLooksLikeAPlaceForAValueIsNotFilled() {
    Topology topology =
        new Draft()
            .server("ike", 500, 500, "@@STRONG@@", "203.0.113.10")
            .group("g", PluginUse.of("ike-spi"), Duration.ofHours(1), "ike")
            .pool("@@STRONG@@", "maglev", Draft.gateway("@@FINDINGS@@", "10.0.0.11"))
            .topology();
    String text = text(topology, RrasExporter.GATEWAYS);
    assertTrue(text.contains("# @@STRONG@@/@@FINDINGS@@ 10.0.0.11\n"), text);
    assertEquals(
        code(text(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.GATEWAYS)), code(text));
  }

  @Test
  void gatewaysAndClientsGetTheSamePolicies() {
    String gateways = text(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.GATEWAYS);
    String clients = text(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.CLIENTS);
    assertEquals(policies(gateways), policies(clients));
    policies(gateways)
        .forEach(
            (name, policy) -> {
              assertEquals(POLICY.keySet(), policy.keySet(), name);
              policy.forEach((key, value) -> assertTrue(POLICY.get(key).contains(value), key));
            });
    String mutated = clients.replace("PFS2048", "PFS2");
    assertFalse(policies(gateways).equals(policies(mutated)));
  }

  private static Map<String, Map<String, String>> policies(String script) {
    Map<String, Map<String, String>> policies =
        TABLE
            .matcher(script)
            .results()
            .collect(
                Collectors.toMap(
                    table -> table.group(1),
                    table ->
                        ENTRY
                            .matcher(table.group(2))
                            .results()
                            .collect(Collectors.toMap(e -> e.group(1), e -> e.group(2)))));
    assertEquals(Set.of("strong", "strongest"), policies.keySet());
    return policies;
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void scriptsKeepTheRules(Topologies topology) {
    for (Form form : new RrasExporter().forms()) {
      assertEquals(List.of(), ScriptRules.problems(text(topology.topology(), form)));
    }
  }

  /** What the rules would not find would prove nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [CmdletBinding(SupportsShouldProcess)]               | [CmdletBinding()]
          if ($cmdlet.ShouldProcess('IKEv2', 'set the IKE and IPsec policy')) { | if ($true) {
          if (-not $cmdlet.ShouldProcess($Rule, "set enabled to $Enabled")) { return } | # at once
          Set-VpnServerConfiguration -TunnelType               | Set-VpnServerConfigration -TunnelType
          -CustomPolicy                                        | -Policy
          if (-not $Restart) {                                 | if ($Restart) {
          Write-Warning 'In force                              | Restart-Service 'In force
          """)
  void theRulesFindWhatIsWrong(String right, String wrong) {
    String good = text(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.GATEWAYS);
    assertTrue(good.contains(right), right);
    assertFalse(ScriptRules.problems(good.replace(right, wrong)).isEmpty(), wrong);
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSLATE, PRESERVE, 0, 50000",
    "PRESERVE, TRANSLATE, 0, 50000",
    "PRESERVE, PRESERVE, 0, 0",
    "TRANSLATE, PRESERVE, 40000, 80000"
  })
  void translatedClientsMayHaveManySasOfOneAddress(
      ClientAddress pool, ClientAddress asked, int maxSessions, int limit) {
    OptionalInt most = maxSessions == 0 ? OptionalInt.empty() : OptionalInt.of(maxSessions);
    Topology topology =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("ike-spi"), Duration.ofHours(1), "ike")
            .pool("vpn", "maglev", Draft.gateway("v", 1, most, "10.0.0.1"))
            .topology();
    Export export = export(with(topology, pool), RrasExporter.GATEWAYS, asked);
    String text = export.documents().get(0).content();
    assertTrue(text.contains("[int] $SecurityAssociations = " + limit + ","), text);
    boolean found =
        export.findings().stream().map(Finding::path).anyMatch("pools.vpn.clientAddress"::equals);
    assertEquals(limit > 0, found);
  }

  private static Topology with(Topology topology, ClientAddress clientAddress) {
    Pool pool = topology.pools().get("vpn");
    Pool other =
        new Pool(
            pool.name(),
            pool.method(),
            pool.slowStart(),
            clientAddress,
            pool.sourceAddresses(),
            pool.upstreamPorts(),
            pool.gateways(),
            pool.monitors(),
            pool.upWhen(),
            pool.holdDown(),
            pool.guards(),
            pool.guardFailure(),
            pool.outliers());
    return new Topology(
        topology.virtualServers(),
        topology.persistencyGroups(),
        Map.of("vpn", other),
        topology.monitors(),
        topology.limits(),
        topology.timeouts());
  }

  /** netsh.exe takes both times or none. */
  @Test
  void theIdleTimeIsKeptAndBothTimesArePutBack() {
    String text = text(Topologies.ONE_POOL_IPV4.topology(), RrasExporter.GATEWAYS);
    assertTrue(text.contains("Set-Times -Idle (Get-IdleMinutes) -Outage $NetworkOutageMinutes"));
    assertTrue(text.contains("[ValidateRange(2, 1440)] [int] $NetworkOutageMinutes = 2,"));
    assertTrue(text.contains("NetworkOutageMinutes = Get-OutageMinutes\n"));
    assertTrue(text.contains("IdleMinutes = Get-IdleMinutes\n"));
    int policy = text.indexOf("-RevertToDefault");
    int times = text.indexOf("-Idle $before.IdleMinutes -Outage $before.NetworkOutageMinutes");
    assertTrue(0 < policy && policy < times, "the times come last");
  }

  @Test
  void portsThatRrasDoesNotListenOnAreFound() {
    Set<String> paths =
        export(Topologies.OTHER_PORTS.topology(), RrasExporter.GATEWAYS, ClientAddress.PRESERVE)
            .findings()
            .stream()
            .map(Finding::path)
            .collect(Collectors.toSet());
    assertTrue(paths.contains("virtualServers.ike.gatewayPort"), paths::toString);
    assertFalse(paths.contains("virtualServers.nat-t.gatewayPort"), paths::toString);
  }
}
