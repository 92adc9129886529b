package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.time.Duration;
import java.util.List;
import org.ikelb.acceptance.lab.Execution;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A client runs what {@code ikelb reachability} prints, as it is printed, while a router on the way
 * drops something; ikelb says what. The PowerShell line cannot be run here.
 */
@LabTest
class ReachabilityTest {
  private static final String TO_IKELB = "iifname c1a ";
  private static final String BACK = "iifname tolb ";
  private static final List<String> FRAGMENTS =
      List.of("ip frag-off & 0x1fff != 0 drop", "ip frag-off & 0x2000 != 0 drop");

  private final Lab lab;

  ReachabilityTest(Lab lab) {
    this.lab = lab;
  }

  private record Conclusion(String code, String text) {}

  private record Size(int port, int bytes, int arrived, int answered) {}

  private record Source(
      String address, boolean isOver, List<Size> sizes, List<Conclusion> conclusions) {}

  private record Findings(List<Source> sources, List<Conclusion> conclusions) {
    boolean areFinal() {
      return sources != null && sources.stream().allMatch(Source::isOver);
    }
  }

  /**
   * What a test came to.
   *
   * @param printed by the client
   * @param arrived what ikelb says of the client
   */
  private record Tried(String printed, Source arrived) {
    List<String> codes() {
      return arrived.conclusions().stream().map(Conclusion::code).toList();
    }

    /** How many answers to all requests of a port the client counted. */
    int cameBack(int port) {
      String line =
          printed.lines().filter(l -> l.startsWith("UDP " + port + ", ")).findFirst().orElseThrow();
      return List.of(line.split(": ", 2)[1].split(", ")).stream()
          .mapToInt(size -> Integer.parseInt(size.replaceFirst(".* ", "")))
          .sum();
    }
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @AfterEach
  void nothingOpened() {
    lab.namespace("inet").run("nft", "delete table inet firewall");
    assertEquals(List.of(), lab.ikelb().sessions());
    for (String gateway : List.of("gw1", "gw2")) {
      assertEquals(0, lab.gateway(gateway).halfOpen());
    }
    lab.ikelb().mustBeSound();
  }

  @Test
  void everythingArrivesAndComesBack() {
    Tried tried = tried();
    assertEquals(List.of("open"), tried.codes(), tried::toString);
    assertEquals("10.1.1.2", tried.arrived().address());
    assertEquals(21, tried.cameBack(500));
    assertEquals(21, tried.cameBack(4500));
    assertTrue(tried.arrived().sizes().stream().allMatch(s -> s.arrived() == 3), tried::toString);
  }

  @Test
  void port4500IsBlocked() {
    drop(TO_IKELB + "udp dport 4500 drop");
    Tried tried = tried();
    assertEquals(List.of("blocked-4500"), tried.codes(), tried::toString);
    assertEquals(21, tried.cameBack(500));
    assertEquals(0, tried.cameBack(4500));
  }

  @Test
  void port500IsBlocked() {
    drop(TO_IKELB + "udp dport 500 drop");
    Tried tried = tried();
    assertEquals(List.of("blocked-500"), tried.codes(), tried::toString);
    assertEquals(0, tried.cameBack(500));
    assertEquals(21, tried.cameBack(4500));
  }

  @Test
  void fragmentsAreDroppedOnTheWayToIkelb() {
    drop(TO_IKELB + FRAGMENTS.get(0), TO_IKELB + FRAGMENTS.get(1));
    Tried tried = tried();
    assertEquals(List.of("fragments-dropped", "fragments-dropped"), tried.codes(), tried::toString);
    assertEquals(12, tried.cameBack(500));
  }

  @Test
  void fragmentsAreDroppedOnTheWayBack() {
    drop(BACK + FRAGMENTS.get(0), BACK + FRAGMENTS.get(1));
    Tried tried = tried();
    assertEquals(
        List.of("fragments-dropped-back", "fragments-dropped-back"),
        tried.codes(),
        tried::toString);
    assertEquals(12, tried.cameBack(4500));
  }

  @Test
  void theWayBackIsCut() {
    drop(BACK + "udp sport { 500, 4500 } drop");
    Tried tried = tried();
    assertEquals(List.of("way-back-cut", "way-back-cut"), tried.codes(), tried::toString);
    assertEquals(0, tried.cameBack(500));
    assertTrue(tried.arrived().sizes().stream().allMatch(s -> s.answered() == 3), tried::toString);
  }

  @Test
  void nothingArrivesAtAll() {
    drop(TO_IKELB + "udp dport { 500, 4500 } drop");
    Begun begun = begun();
    lab.namespace("c1").run("sh", "-c", begun.command()).orFail();
    Findings findings = findings(begun.token());
    assertEquals("nothing-arrived", findings.conclusions().get(0).code());
  }

  /** Before fragments are put together, should connection tracking do that there. */
  private void drop(String... rules) {
    StringBuilder commands = new StringBuilder("add table inet firewall; ");
    commands.append(
        "add chain inet firewall passing { type filter hook prerouting priority -450 ; }");
    for (String rule : rules) {
      commands.append("; add rule inet firewall passing ").append(rule);
    }
    lab.namespace("inet").run("nft", commands.toString()).orFail();
  }

  private record Begun(String token, String command) {}

  /** Begins a test, and takes what is printed for a shell. */
  private Begun begun() {
    List<String> lines = lab.ikelb().verb("reachability").done().out().lines().toList();
    int from = lines.indexOf("python3 -c '");
    int to = lines.subList(from, lines.size()).indexOf("'") + from;
    String last = lines.get(lines.size() - 1);
    return new Begun(
        last.substring(last.lastIndexOf(' ') + 1), String.join("\n", lines.subList(from, to + 1)));
  }

  private Findings findings(String token) {
    String json = lab.ikelb().verb("reachability", token, "--json").done().out();
    return new Gson().fromJson(json, Findings.class);
  }

  private Tried tried() {
    Begun begun = begun();
    Execution client = lab.namespace("c1").run("sh", "-c", begun.command()).orFail();
    Findings findings =
        await("the result")
            .atMost(Duration.ofSeconds(20))
            .until(() -> findings(begun.token()), Findings::areFinal);
    return new Tried(client.output(), findings.sources().get(0));
  }
}
