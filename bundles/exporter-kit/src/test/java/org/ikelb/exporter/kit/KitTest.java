package org.ikelb.exporter.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.exporter.kit.Behaviour.Said;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Finding;
import org.ikelb.spi.Finding.Effect;
import org.ikelb.spi.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KitTest {
  private static final Source PAGE = new Source("X1", "Page", "1.0", "1 May 2026");
  private static final Product X = new Product("X", PAGE);

  private final Findings findings = new Findings();

  @Test
  void makesMasks() {
    assertEquals("255.255.254.0", Family.IPV4.mask(23));
    assertEquals("255.255.255.255", Family.IPV4.mask(32));
    assertEquals("ffff:ffff:ffff:ff00::", Family.IPV6.mask(56));
  }

  @Test
  void givesDifferentThingsDifferentLegalNames() {
    LegalNames names = new LegalNames(X, 32, findings);

    List<String> given =
        Stream.of("a b", "a_b", "A_B", "a\nb", "y".repeat(300), "y".repeat(301), "", "-")
            .map(name -> names.of("p", "vs_", name, ""))
            .toList();

    assertEquals(
        given.size(),
        given.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count(),
        given::toString);
    assertTrue(given.stream().allMatch(n -> n.matches("[A-Za-z][A-Za-z0-9_-]{0,30}[A-Za-z0-9_]")));
    assertTrue(findings.toList().stream().allMatch(f -> f.effect() == Effect.CHANGED));
  }

  @Test
  void saysNothingOfALegalName() {
    assertEquals("vs_nat-t_v6", new LegalNames(X, 32, findings).of("p", "vs_", "nat-t", "_v6"));
    assertEquals(List.of(), findings.toList());
  }

  @Test
  void keepsPathsOnOneLine() {
    assertEquals("pools.vpn-1.method", Paths.of("pools", "vpn-1", "method"));
    assertEquals("pools.\"a.\\\"b\\u000a\".x", Paths.of("pools", "a.\"b\n", "x"));
  }

  @Test
  void keepsCommentsOnTheirLine() {
    findings.lossy(PAGE, "a\nb", "don't say \"no\"\u2028; $(reboot) {x} ?");

    assertEquals("# LOSSY a_b: dont say no_, _(reboot) _x_ _ (X1)\n", findings.comments("#"));
  }

  @Test
  void nothingIsSaidWithoutAPageAVersionAndADate() {
    assertThrows(IllegalArgumentException.class, () -> new Source("X1", "Page", "1.0", " "));
    assertThrows(IllegalArgumentException.class, () -> new Source("X1", "Page", "", "2026"));
    assertThrows(IllegalArgumentException.class, () -> new Source("X1", "", "1.0", "2026"));
  }

  @Test
  void whatIsAlwaysSoIsOneParagraphAndNoFinding() {
    findings.always(PAGE, "It hums.");
    findings.always(PAGE, "It is " + "very ".repeat(30) + "loud.");
    findings.always(PAGE, "It hums.");

    assertEquals("It hums (X1). It is " + "very ".repeat(30) + "loud (X1).", findings.alwaysSo());
    assertEquals(List.of(), findings.toList());
    assertEquals(
        "# Always so: " + findings.alwaysSo(),
        "# " + findings.comments("#").replace("# ", "").strip().replace('\n', ' '));
    assertTrue(findings.comments("#").lines().allMatch(line -> line.length() <= 102));
  }

  @Test
  void theOwnersPartIsCutFirst() {
    LegalNames names = new LegalNames(X, 32, findings);

    assertEquals(
        "srv_remote-acces_vpn-frankfurt_1",
        names.of("p", "srv_", "remote-access-of-all", "vpn-frankfurt_1", ""));
    assertEquals("srv_vpn_gw1", names.of("p", "srv_", "vpn", "gw1", ""));
    assertEquals(1, findings.toList().size());
    assertEquals(32, names.of("p", "srv_", "vpn", "x".repeat(300), "").length());
  }

  @Test
  void refusesAServiceThatNobodyCouldReach() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("ike-spi"), Duration.ofHours(1), "ike")
            .pool(
                "vpn",
                "maglev",
                Draft.gateway("a", 0, OptionalInt.empty(), "10.0.0.1"),
                Draft.gateway("b", 0, OptionalInt.empty(), "10.0.0.2"));

    ServedAddresses.of(
        new ExportRequest(draft.topology(), new Form("x", "x"), ClientAddress.PRESERVE), findings);

    Finding finding = findings.toList().get(0);
    assertEquals(Effect.REFUSED, finding.effect());
    assertEquals("pools.vpn.gateways", finding.path());
    assertTrue(finding.text().contains("weight of 1"), finding::text);
  }

  /** What every file has that does not say otherwise is lost, too, but not of this topology. */
  @Test
  void defaultsAreNoFindings() {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("source-ip"), Duration.ofHours(1), "ike")
            .pool("vpn", "weighted-round-robin", Draft.gateway("a", "10.0.0.1"));
    Said said = new Said(PAGE, "It does.");
    Behaviour behaviour = new Behaviour(PAGE, said, said, said, said, false);

    find(behaviour, draft.guards("vpn", "rate-limit", "cookie"));
    assertEquals(List.of(), findings.toList());

    find(behaviour, draft.guards("vpn", "rate-limit").limits(new Limits(7, 7, 7)));
    assertEquals(
        List.of("pools.vpn.guards", "limits"),
        findings.toList().stream().map(Finding::path).toList());
  }

  private void find(Behaviour behaviour, Draft draft) {
    ExportRequest request =
        new ExportRequest(draft.topology(), new Form("x", "x"), ClientAddress.PRESERVE);
    new SharedLosses(X, behaviour, request, findings).find();
  }

  @Test
  void roundsUpAndCaps() {
    Seconds seconds = new Seconds(X, findings);

    assertEquals(2, seconds.capped("a", Duration.ofMillis(1001), 60));
    assertEquals(60, seconds.capped("b", Duration.ofSeconds(61), 60));
    assertEquals(60, seconds.capped("c", Duration.ofSeconds(60), 60));
    assertEquals(List.of("a", "b"), findings.toList().stream().map(Finding::path).toList());
  }

  @Test
  void refusesWhatMustNotBeShortened() {
    new Seconds(X, findings).refusedBeyond("a", Duration.ofSeconds(61), 60, "Bad.");

    assertTrue(findings.areRefusing());
  }

  @ParameterizedTest
  @EnumSource(Topologies.class)
  void findsServersOfTheFamilyUnlessAddressesAreTranslated(Topologies topologies) {
    for (Served served : served(topologies, ClientAddress.PRESERVE)) {
      served.members().forEach(m -> assertEquals(served.family(), Family.of(m.address())));
    }
    for (Served served : served(topologies, ClientAddress.TRANSLATE)) {
      assertEquals(served.pool().gateways().size(), served.members().size());
    }
  }

  @Test
  void refusesAVirtualServerThatNobodyCanServe() throws Exception {
    Draft draft =
        new Draft()
            .server("ike", 500, 500, "vpn", "2001:db8::10")
            .group("g", PluginUse.of("ike-spi"), Duration.ofHours(1), "ike")
            .pool("vpn", "maglev", Draft.gateway("v", "10.0.0.1"));

    ServedAddresses.of(
        new ExportRequest(draft.topology(), new Form("x", "x"), ClientAddress.PRESERVE), findings);

    assertTrue(findings.areRefusing());
  }

  private List<Served> served(Topologies topologies, ClientAddress clientAddress) {
    return ServedAddresses.of(
        new ExportRequest(topologies.topology(), new Form("x", "x"), clientAddress), findings);
  }
}
