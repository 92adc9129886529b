package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ikelb.acceptance.lab.GatewaySettings;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Libreswan;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.traffic.HandshakeFlood;
import org.ikelb.acceptance.lab.traffic.PatientRadius;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real clients that fail, each for a reason of its own, and what {@code ikelb diagnose} says of it:
 * every cause that fits, the likeliest first.
 */
@LabTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhyLoginsFailTest {
  private static final Map<String, String> ADDRESSES = Map.of("c1", "10.1.1.2", "c2", "10.2.1.2");
  private static final Duration DIALS = Duration.ofSeconds(3);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
  private static final LabTopology ONE = LabTopology.over("gw1").unmonitored();

  /** Asks quickly again, so that nobody waits for it. */
  private static final List<String> IMPATIENT =
      List.of("retransmit_tries = 3", "retransmit_timeout = 0.4", "retransmit_base = 1.2");

  private final Lab lab;
  private final List<String> table = new ArrayList<>();
  private Optional<LabTopology> running = Optional.empty();

  WhyLoginsFailTest(Lab lab) {
    this.lab = lab;
  }

  /**
   * A way to fail.
   *
   * @param topology of ikelb
   * @param before puts what is wrong in place
   * @param connection that the client dials
   * @param after takes it away
   * @param error what a Windows client would show, by the likeliest cause; 0: nothing
   * @param causes every one that fits, the likeliest first; none: the client is in
   */
  record Row(
      String what,
      LabTopology topology,
      Consumer<Lab> before,
      String client,
      String connection,
      Consumer<Lab> after,
      int error,
      List<String> causes) {
    @Override
    public String toString() {
      return what;
    }

    Row over(LabTopology other) {
      return new Row(what, other, before, client, connection, after, error, causes);
    }

    Row by(String other) {
      return new Row(what, topology, before, other, connection, after, error, causes);
    }
  }

  private static Row row(
      String what,
      Consumer<Lab> before,
      String connection,
      Consumer<Lab> after,
      int error,
      String... causes) {
    return new Row(what, ONE, before, "c1", connection, after, error, List.of(causes));
  }

  private static Row row(String what, String connection, int error, String... causes) {
    return row(what, lab -> {}, connection, lab -> {}, error, causes);
  }

  private static Row blocked(
      String what, String match, String connection, int error, String... causes) {
    return row(what, lab -> lab.block(match), connection, Lab::unblock, error, causes);
  }

  private static Row gateway(
      String what, GatewaySettings settings, String connection, int error, String... causes) {
    return row(
        what,
        lab -> lab.gateway("gw1").set(settings),
        connection,
        lab -> lab.gateway("gw1").set(GatewaySettings.usual()),
        error,
        causes);
  }

  static Stream<Row> rows() {
    return Stream.of(
        blocked(
            "port 4500 is blocked on the way to ikelb",
            "udp dport 4500",
            "psk",
            809,
            "port-4500-blocked",
            "client-has-no-certificate",
            "client-stopped",
            "fragments-lost-up",
            "not-a-client"),
        row(
                "a gateway's service is not there",
                lab -> lab.gateway("gw1").stop(),
                "psk",
                lab -> lab.gateway("gw1").start(),
                809,
                "gateway-dead",
                "way-to-gateway-cut",
                "gateway-limits")
            .over(ONE.timeout("ike", "59s")),
        row(
            "a gateway is silent, and was so before",
            lab -> lab.gateway("gw1").block("udp dport { 500, 4500 }"),
            "psk",
            lab -> lab.gateway("gw1").unblock(),
            809,
            "gateway-dead",
            "way-to-gateway-cut",
            "gateway-limits"),
        row("3DES, SHA-1 and group 2", "weak", 13868, "policy-differs", "no-connection"),
        row(
            "a group and a hash that nobody takes",
            "odd",
            13868,
            "policy-differs",
            "no-connection"),
        row("all is well", "psk", 0),
        row(
            "a gateway is silent, and answered a moment ago",
            lab -> lab.gateway("gw1").block("udp dport { 500, 4500 }"),
            "psk",
            lab -> lab.gateway("gw1").unblock(),
            809,
            "gateway-limits",
            "gateway-dead",
            "way-to-gateway-cut"),
        blocked(
            "answers to the greeting are dropped",
            "udp sport 500 ip saddr 10.99.0.10",
            "psk",
            809,
            "way-back-cut",
            "not-a-client"),
        blocked(
            "answers to the login are dropped",
            "udp sport 4500 ip saddr 10.99.0.10",
            "psk",
            809,
            "way-back-cut",
            "packets-lost"),
        blocked(
            "IP fragments of a long answer are dropped",
            "ip saddr 10.99.0.10 ip frag-off & 0x3fff != 0",
            "eap-whole",
            809,
            "fragments-lost-down",
            "way-back-cut"),
        blocked(
            "IP fragments are dropped, and both sides fragment IKE",
            "ip frag-off & 0x3fff != 0",
            "eap",
            0),
        blocked(
            "IP fragments of a long login are dropped on the way to ikelb",
            "ip daddr 10.99.0.10 ip frag-off & 0x3fff != 0",
            "long-login",
            13806,
            "client-has-no-certificate",
            "fragments-lost-up",
            "client-stopped",
            "port-4500-blocked",
            "not-a-client"),
        row(
            "IP fragments of a long login are dropped behind ikelb",
            lab -> lab.gateway("gw1").blockFragments(),
            "long-login",
            lab -> lab.gateway("gw1").unblock(),
            809,
            "fragments-lost-behind",
            "login-server-silent",
            "gateway-forgot",
            "way-to-gateway-cut"),
        row("a wrong pre-shared key", "wrong-psk", 13801, "credentials-refused", "name-differs"),
        row(
            "another name than the gateway's",
            "wrong-name",
            13801,
            "credentials-refused",
            "name-differs",
            "login-server-silent"),
        row(
            "a wrong password",
            "wrong-password",
            691,
            "password-wrong",
            "network-policy",
            "eap-certificates"),
        gateway(
            "a certificate that the client refuses",
            GatewaySettings.usual().expired(),
            "eap",
            13801,
            "certificate-not-trusted",
            "name-differs",
            "credentials-refused"),
        row(
            "only the ESP half differs",
            "other-esp",
            13868,
            "esp-policy-differs",
            "no-inner-address",
            "networks-differ",
            "not-used",
            "esp-dropped",
            "name-differs",
            "client-stopped"),
        row(
            "only the networks differ",
            "other-networks",
            13868,
            "esp-policy-differs",
            "no-inner-address",
            "networks-differ",
            "not-used",
            "esp-dropped",
            "name-differs",
            "client-stopped"),
        row(
            "the gateway has no address left",
            lab -> {
              lab.gateway("gw1").set(GatewaySettings.usual().addresses("10.201.0.1/32"));
              lab.client("c2").dial("psk");
            },
            "psk",
            lab -> {
              lab.client("c2").hangUp();
              lab.gateway("gw1").set(GatewaySettings.usual());
            },
            13868,
            "esp-policy-differs",
            "no-inner-address",
            "networks-differ",
            "not-used",
            "esp-dropped",
            "name-differs",
            "client-stopped"),
        row(
            "the gateway's RADIUS server does not answer",
            lab ->
                lab.start("gw1", PatientRadius.class, "radiussecret", "labpass", 120).awaitReady(),
            "slow",
            lab -> {},
            809,
            "login-server-silent",
            "gateway-forgot",
            "way-to-gateway-cut",
            "credentials-refused"),
        row(
                "a guard of ikelb refuses",
                WhyLoginsFailTest::flood,
                "psk",
                lab -> {},
                809,
                "guard-refused")
            .over(
                ONE.guards(
                    "{ \"type\": \"rate-limit\", \"rate\": 1, \"burst\": 1, \"prefix4\": 8 }")),
        blocked(
                "the cookie does not reach the client",
                "udp sport 500 ip saddr 10.99.0.10",
                "psk",
                809,
                "way-back-cut",
                "not-a-client")
            .over(ONE.guards("{ \"type\": \"cookie\", \"always\": true }")),
        row(
            "no gateway takes new sessions",
            lab -> lab.ikelb().verb("drain", "vpn/gw1").done(),
            "psk",
            lab -> lab.ikelb().verb("ready", "vpn/gw1").done(),
            809,
            "no-gateway"),
        row(
                "the other gateway takes it",
                lab -> {
                  lab.gateway("gw2")
                      .set(GatewaySettings.usual().taking("aes256gcm16-prfsha384-ecp384"));
                  lab.client("c2").dial("psk", DIALS); // takes turns: gw1
                },
                "psk",
                lab -> lab.client("c2").hangUp(),
                13868,
                "gateways-differ",
                "policy-differs",
                "no-connection")
            .over(LabTopology.over("gw1", "gw2").unmonitored()));
  }

  /** Others use up what the guard lets in, for some seconds from now on. */
  private static void flood(Lab lab) {
    lab.start("c2", HandshakeFlood.class, "10.99.0.10", "10.77", 15_000, 1000);
    await("the guard refuses")
        .atMost(TOLD_WITHIN)
        .until(() -> lab.ikelb().verb("virtualservers").done().out().contains("guard"));
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
    lab.client("c1").startWith(IMPATIENT);
    lab.client("c2").start();
  }

  @AfterEach
  void hangUp() {
    lab.client("c1").hangUp();
  }

  @AfterAll
  void show() {
    lab.gateway("gw2").set(GatewaySettings.usual());
    table.forEach(System.out::println);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  @Order(1)
  void everyCauseThatFitsIsNamed(Row row) {
    serve(row.topology());
    String client = ADDRESSES.get(row.client());
    String before = lab.ikelb().diagnosed(client).map(Seen.Conversation::began).orElse("");
    row.before().accept(lab);
    try {
      boolean in = lab.client(row.client()).dial(row.connection(), DIALS).succeeded();
      assertEquals(
          row.causes().isEmpty(), in, () -> row.what() + ": " + lab.ikelb().diagnosed(client));
      if (in) {
        lab.client(row.client()).ping(2);
      }
      Seen.Conversation told = awaitVerdict(client, before, row.causes());
      table.add(
          "why logins fail, %s: expected %s, found %s"
              .formatted(row.what(), row.causes(), told.causes()));
      assertEquals(row.causes(), told.causes(), told::toString);
      if (row.error() != 0) {
        assertEquals(row.error(), told.verdicts().get(0).windowsErrors().get(0));
      }
    } finally {
      row.after().accept(lab);
    }
  }

  private void serve(LabTopology topology) {
    if (!running.equals(Optional.of(topology))) {
      lab.ikelb().start(topology);
      running = Optional.of(topology);
    }
  }

  /** Waits until the verdict is as expected, and else returns what it is. */
  private Seen.Conversation awaitVerdict(String client, String before, List<String> causes) {
    long until = System.nanoTime() + TOLD_WITHIN.toNanos();
    await("an attempt of " + client)
        .atMost(TOLD_WITHIN)
        .until(
            () ->
                lab.ikelb()
                    .diagnosed(client)
                    .filter(told -> !told.began().equals(before))
                    .filter(
                        told ->
                            (told.causes().equals(causes) && isSettled(told))
                                || System.nanoTime() - until > -1_000_000_000L)
                    .isPresent());
    return lab.ikelb().diagnosed(client).orElseThrow();
  }

  private static boolean isSettled(Seen.Conversation told) {
    return !told.causes().isEmpty() || told.outcome().equals("established");
  }

  @Test
  @Order(2)
  void libreswanIsToldTheSame() {
    Libreswan.mustBeUnpacked();
    serve(ONE);
    lab.client("c2").stop();
    Libreswan client = lab.libreswan("c2");
    client.startAsClient();
    try {
      client.dial("odd");
      Seen.Conversation told =
          awaitVerdict(ADDRESSES.get("c2"), "", List.of("policy-differs", "no-connection"));
      assertEquals(List.of("policy-differs", "no-connection"), told.causes(), told::toString);
    } finally {
      client.stop();
    }
  }

  @Test
  @Order(3)
  void failuresAreCountedByCause() {
    String failures = lab.ikelb().verb("failures").done().out();
    assertTrue(failures.contains("policy-differs"), failures);
    assertTrue(failures.contains("13868"), failures);
  }

  @Test
  @Order(4)
  void moreThanUsualIsAWarning() {
    serve(ONE);
    for (int dials = 0; dials < 20; dials++) {
      lab.client("c1").dial("weak", DIALS);
    }
    await("a warning")
        .atMost(TOLD_WITHIN)
        .until(
            () ->
                lab.ikelb().warnings().stream()
                    .anyMatch(
                        warning ->
                            warning.code().equals("failures-grow")
                                && warning.subject().equals("policy-differs")));
  }
}
