package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who types {@code bin/ikelb demo}: one demo, looked at from its start on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
  private static final int ENDED_BY_SIGTERM = 143;
  private static final Pattern ROW = Pattern.compile("^ +(client-\\d+) +\\S+ +(\\S+)$");

  @TempDir static Path directory;
  private static RunningIkelb demo;
  private static List<Map<String, String>> tables;

  @BeforeAll
  static void watch() throws Exception {
    demo = Demonstration.toldIn(directory);
    tables = tables(demo.output());
  }

  @AfterAll
  static void end() {
    demo.close();
  }

  @Test
  @Order(1)
  void saysWhatIsSimulated() {
    assertTrue(demo.output().contains("simulated"), demo::output);
    assertTrue(demo.output().contains("nothing is encrypted"), demo::output);
  }

  @Test
  @Order(1)
  void happensAsTold() {
    assertFalse(demo.output().contains("NOT AS EXPECTED"), demo::output);
    assertEquals(3, tables.size(), demo::output);
  }

  @Test
  @Order(1)
  void spreadsSixClientsEvenly() {
    List<String> gateways = List.copyOf(tables.get(0).values());

    assertEquals(6, gateways.size());
    assertEquals(3, gateways.stream().filter("vpn1"::equals).count(), demo::output);
    assertEquals(3, gateways.stream().filter("vpn2"::equals).count(), demo::output);
  }

  @Test
  @Order(1)
  void bringsTheClientsOfADeadGatewayToTheOther() {
    assertEquals(Set.of("vpn2"), Set.copyOf(tables.get(1).values()), demo::output);
  }

  @Test
  @Order(1)
  void movesNobodyBackAndGivesTheReturnedGatewayNewClients() {
    Map<String, String> newcomers = new LinkedHashMap<>(tables.get(2));
    newcomers.keySet().removeAll(tables.get(1).keySet());
    Map<String, String> others = new LinkedHashMap<>(tables.get(2));
    others.keySet().retainAll(tables.get(1).keySet());

    assertEquals(tables.get(1), others);
    assertTrue(newcomers.containsValue("vpn1"), demo::output);
  }

  @Test
  @Order(2)
  void staysUpForASecondTerminal() throws Exception {
    assertTrue(demo.output().contains(directory + "/bin/ikelb gateways"), demo::output);

    String gateways = demo.ikelb("gateways").done().out();

    assertTrue(gateways.contains("2 gateways, 2 taking new sessions"), gateways);
    assertTrue(demo.ikelb("sessions").done().out().contains("established"));
  }

  @Test
  @Order(2)
  void hasNoWarningsAndNoProblems() throws Exception {
    assertEquals("no warnings\n", demo.ikelb("warnings").done().out());
    assertTrue(demo.ikelb("doctor").done().out().contains("held by this ikelb"));
  }

  @Test
  @Order(2)
  void answersWhatANightShiftAsks() throws Exception {
    assertTrue(demo.ikelb("probe", "vpn1").done().out().contains("IKE_SA_INIT response"));
    assertTrue(demo.ikelb("top", "--seconds", "1").done().out().contains("in all, measured over"));
    String ikeSaInit = "0102030405060708" + "0".repeat(16) + "21202208000000000000001c";
    assertTrue(demo.ikelb("trace", ikeSaInit).done().out().contains("nothing sent"));
    demo.ikelb("weight", "vpn1", "5").done();
    demo.ikelb("weight", "vpn1", "1").done();
    assertEquals(3, demo.ikelb("drain", "vpn2", "--wait", "--max-wait", "1s").exit());
    demo.ikelb("ready", "vpn2").done();
  }

  @Test
  @Order(3)
  void endsOnSigterm() throws Exception {
    assertEquals(ENDED_BY_SIGTERM, demo.stop(), demo::output);
    // Felix's EventAdmin says so if it is stopped while it hands out an event.
    String said =
        demo.output()
            .replaceAll("WARNING: EventAdmin: Event Task Processing Interrupted.*\\R?", "");
    assertTrue(said.stripTrailing().endsWith(Demonstration.END_OF_STORY), demo::output);
  }

  /** The tables in the output, each client -> gateway. */
  private static List<Map<String, String>> tables(String output) {
    List<Map<String, String>> found = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (line.contains("IS CONNECTED TO")) {
        found.add(new LinkedHashMap<>());
      } else if (!found.isEmpty() && row.matches()) {
        found.get(found.size() - 1).put(row.group(1), row.group(2));
      }
    }
    return found;
  }
}
