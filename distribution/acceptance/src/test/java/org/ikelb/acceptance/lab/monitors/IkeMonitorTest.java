package org.ikelb.acceptance.lab.monitors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.VpnGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The monitor {@code ike} against strongSwan with its own limits: 3 half-open crowd it, 5 fill it.
 */
@LabTest
class IkeMonitorTest {
  private static final String SOURCE = "10.50.0.1";
  private static final String OTHER_SOURCE = "10.50.0.2";

  private final Lab lab;
  private final VpnGateway gateway;

  IkeMonitorTest(Lab lab) {
    this.lab = lab;
    this.gateway = lab.gateway("gw1");
  }

  @BeforeEach
  void start() {
    gateway.startStock();
  }

  @AfterEach
  void stop() {
    gateway.namespace().run("nft", "flush", "ruleset").orFail();
    gateway.crash();
  }

  @ParameterizedTest(name = "1000 {0} probes leave no half-open SA")
  @CsvSource({"ANY", "READINESS", "LIVENESS"})
  void leavesNoHalfOpenSa(String kind) {
    List<String> lines = probe(SOURCE, kind, 1000);
    assertEquals("{UP=1000}", lines.get(0), lines::toString);
    // A gateway asked without a pause may be crowded for a moment, by the probes themselves.
    assertTrue(lines.get(1).endsWith("on 500 and 4500"), lines::toString);
    assertEquals(0, gateway.halfOpen());
  }

  @Test
  void answersAFewQuestionsWithoutCookies() {
    List<String> lines = probe(SOURCE, "ANY", 1);
    assertEquals("{UP=1}", lines.get(0), lines::toString);
    assertEquals("answers on 500 and 4500", lines.get(1));
    assertEquals(6, lines.size(), "one question and one answer a port: " + lines);
  }

  @Test
  void isDownIfTheGatewayRefusesTheProposalThatIsSet() {
    String alien = "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024";
    List<String> lines = probe(SOURCE, "READINESS", 1, alien);
    assertEquals("{DOWN=1}", lines.get(0), lines::toString);
    assertEquals("refuses the proposal on 500 and 4500", lines.get(1));
    assertEquals(0, gateway.halfOpen());
  }

  @Test
  void isUpIfTheGatewayTakesTheProposalThatIsSet() {
    List<String> lines = probe(SOURCE, "ANY", 1, "AES_GCM_16_256/PRF_HMAC_SHA2_256/ECP_256");
    assertEquals("{UP=1}", lines.get(0), lines::toString);
    assertTrue(lines.toString().contains("INVALID_KE_PAYLOAD ECP_256"), lines::toString);
  }

  /** Without a proposal that is set. The answer names the group that the gateway would have. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "aes256gcm16-prfsha384-ecp384, INVALID_KE_PAYLOAD ECP_384, answers",
    "aes256-sha256-modp2048, INVALID_KE_PAYLOAD MODP_2048, answers",
    "3des-sha1-modp1024, INVALID_KE_PAYLOAD MODP_1024, answers",
    "camellia256-sha512-modp8192, NO_PROPOSAL_CHOSEN, refuses the probe's proposals",
  })
  void takesOnlyARarePolicyForARefusal(String policy, String answer, String detail) {
    gateway.crash();
    gateway.startStockWith(policy);
    List<String> lines = probe(SOURCE, "ANY", 5);
    assertEquals("{UP=5}", lines.get(0), lines::toString);
    assertEquals(detail + " on 500 and 4500", lines.get(1));
    assertEquals(2, lines.stream().filter(line -> line.contains(answer)).count(), lines::toString);
    assertEquals(0, gateway.halfOpen());
  }

  @Test
  void isCrowdedAtThreeAndFullAtFiveHalfOpenSas() {
    halfOpen(3);
    List<String> crowded = probe(SOURCE, "ANY", 20);
    assertEquals("{UP=20}", crowded.get(0), crowded::toString);
    assertEquals("crowded: answers after a cookie on 500 and 4500", crowded.get(1));
    assertEquals(3, gateway.halfOpen());

    halfOpen(2);
    List<String> full = probe(SOURCE, "ANY", 2);
    assertEquals("{FULL=2}", full.get(0), full::toString);
    assertEquals("full: silent after its cookie on 500 and 4500", full.get(1));
    assertEquals(5, gateway.halfOpen());

    List<String> elsewhere = probe(OTHER_SOURCE, "ANY", 1);
    assertEquals("{UP=1}", elsewhere.get(0), "it is full for one address only: " + elsewhere);
    List<String> liveness = probe(SOURCE, "LIVENESS", 1);
    assertEquals("{UP=1}", liveness.get(0), "liveness does not notice: " + liveness);
  }

  @Test
  void isDownOnceTheDaemonIsKilled() {
    gateway.crash();
    List<String> lines = probe(SOURCE, "ANY", 1);
    assertEquals("{DOWN=1}", lines.get(0), lines::toString);
    assertEquals("nobody listens on 500 and 4500", lines.get(1));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "drop,                                    no answer on 4500; answers on 500",
    "reject,                                  nobody listens on 4500; answers on 500",
    "reject with icmp type admin-prohibited,  unreachable on 4500; answers on 500",
  })
  void isDownAndNamesThePortIfOneIsBlocked(String verdict, String detail) {
    nft("add table ip t");
    nft("add chain ip t in { type filter hook input priority 0 ; }");
    nft("add rule ip t in udp dport 4500 " + verdict);
    List<String> lines = probe(SOURCE, "ANY", 1);
    assertEquals("{DOWN=1}", lines.get(0), lines::toString);
    assertEquals(detail, lines.get(1));
  }

  private void nft(String rule) {
    gateway.namespace().run("nft", rule).orFail();
  }

  private void halfOpen(int count) {
    String begun =
        java(HalfOpenProgram.class, gateway.address4(), SOURCE, String.valueOf(count)).get(0);
    assertEquals(String.valueOf(count), begun);
  }

  private List<String> probe(String source, String kind, int times, String... proposal) {
    List<String> arguments =
        new ArrayList<>(List.of(gateway.address4(), source, kind, String.valueOf(times)));
    arguments.addAll(List.of(proposal));
    return java(ProbeProgram.class, arguments.toArray(String[]::new));
  }

  /** Runs a program where ikelb runs; its lines of output. */
  private List<String> java(Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return lab.namespace("lb")
        .run(command.toArray(String[]::new))
        .orFail()
        .output()
        .lines()
        .toList();
  }
}
