package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.lab.GatewaySettings;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.VpnGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ikelb proposals} finds at gateways is what they are set to, and costs them nothing.
 */
@LabTest
class ProposalsTest {
  /** Longer than the test: what stays half-open is seen. */
  private static final List<String> LASTING = List.of("half_open_timeout = 600");

  private static final String COMMON = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048";
  private static final String STRONG = "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384";
  private static final String WEAK = "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024";

  /** What each gateway is set to. */
  private static final Map<String, Set<String>> SET =
      Map.of("vpn/gw1", Set.of(COMMON, STRONG), "vpn/gw2", Set.of(COMMON, WEAK));

  private record Named(String name, String answer) {}

  private record Gateway(
      String gateway, String endpoint, List<Named> algorithms, List<Named> suites) {}

  private record Difference(
      String pool, String name, List<String> accepting, List<String> refusing) {}

  private record Report(List<Difference> differences, List<Gateway> gateways) {}

  private record Match(String gateway, String endpoint, String answer, List<String> suites) {}

  private record ClientReport(List<Match> matches) {}

  @TempDir Path directory;
  private final Lab lab;

  ProposalsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void start() {
    lab.gateway("gw1")
        .set(GatewaySettings.usual().taking("aes256-sha256-modp2048,aes256gcm16-prfsha384-ecp384"));
    lab.gateway("gw2")
        .set(GatewaySettings.usual().taking("aes256-sha256-modp2048,3des-sha1-modp1024"));
    gateways().forEach(gateway -> gateway.startWith(LASTING));
    lab.ikelb().start(LabTopology.over("gw1", "gw2").unmonitored());
    assertNothingHalfOpen();
  }

  @AfterEach
  void stop() {
    lab.ikelb().stop();
    gateways().forEach(VpnGateway::stop);
  }

  private List<VpnGateway> gateways() {
    return List.of(lab.gateway("gw1"), lab.gateway("gw2"));
  }

  /** A request that is being answered counts for a moment; what is left of one, for minutes. */
  private void assertNothingHalfOpen() {
    for (VpnGateway gateway : gateways()) {
      await(gateway.name() + " has nothing half-open")
          .atMost(Duration.ofSeconds(10))
          .until(() -> gateway.halfOpen() == 0);
    }
  }

  @Test
  void findsWhatGatewaysAreSetToAndLeavesNothingHalfOpen() {
    Report report = json(Report.class, "proposals", "vpn");

    assertEquals(4, report.gateways.size(), "two gateways, two addresses each");
    for (Gateway gateway : report.gateways) {
      Set<String> set = SET.get(gateway.gateway);
      assertEquals(new TreeSet<>(set), named(gateway.suites, "accepted"), gateway.endpoint);
      Set<String> algorithms =
          set.stream().flatMap(suite -> Stream.of(suite.split("/"))).collect(Collectors.toSet());
      assertEquals(new TreeSet<>(algorithms), named(gateway.algorithms, "accepted"));
      assertEquals(Set.of(), named(gateway.algorithms, "unknown"));
    }
    Set<String> differing = new TreeSet<>(List.of((STRONG + "/" + WEAK).split("/")));
    assertEquals(
        differing,
        report.differences.stream()
            .map(Difference::name)
            .collect(Collectors.toCollection(TreeSet::new)));
    assertNothingHalfOpen();

    List<String> text = lab.ikelb().verb("proposals").done().out().lines().toList();
    System.out.println(String.join("\n", text));
    assertTrue(text.get(0).startsWith("gateways of one pool differ"), text.get(0));
    assertNothingHalfOpen();
  }

  @Test
  void saysOfEachGatewayWhetherAClientConnects() throws IOException {
    assertEquals(
        Map.of("vpn/gw1", "refused", "vpn/gw2", "accepted"), answers("3des-sha1-modp1024"));
    assertEquals(
        Map.of("vpn/gw1", "accepted", "vpn/gw2", "accepted"), answers("aes256-sha256-modp2048"));
    assertEquals(
        Map.of("vpn/gw1", "refused", "vpn/gw2", "accepted"), answers("")); // Windows' default
    assertNothingHalfOpen();
  }

  @Test
  void aGatewayThatSaysNothingIsUnknownAndNotRefused() {
    lab.gateway("gw2").stop();
    Verb verb = lab.ikelb().verb("proposals");
    assertEquals(3, verb.exit(), verb::toString);
    assertTrue(verb.out().contains("unknown at vpn/gw2"), verb::toString);
    assertTrue(verb.out().contains("not to be compared: no answer from vpn/gw2"), verb::toString);
  }

  private Map<String, String> answers(String policy) throws IOException {
    Path file = Files.writeString(directory.resolve("client"), policy);
    ClientReport report = json(ClientReport.class, "proposals", "--client", file.toString());
    assertEquals(4, report.matches.size());
    return report.matches.stream()
        .collect(
            Collectors.toMap(
                Match::gateway,
                Match::answer,
                (one, other) -> one.equals(other) ? one : one + " or " + other));
  }

  private <T> T json(Class<T> type, String... words) {
    List<String> verb = new ArrayList<>(List.of(words));
    verb.add("--json");
    return new Gson().fromJson(lab.ikelb().verb(verb.toArray(String[]::new)).out(), type);
  }

  private static Set<String> named(List<Named> all, String answer) {
    return all.stream()
        .filter(one -> one.answer.equals(answer))
        .map(Named::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
