package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ikelb.acceptance.lab.GatewaySettings;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnUsers;
import org.ikelb.acceptance.lab.VpnUsers.Login;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A gateway that is healthy and takes other proposals than the clients have. It answers all of them
 * NO_PROPOSAL_CHOSEN, which once drew every new client to it: it had the fewest sessions.
 */
@LabTest
class RefusingGatewayTest {
  private static final GatewaySettings STRICT =
      GatewaySettings.usual().taking("aes256gcm16-prfsha384-ecp384");

  private static final int CLIENTS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Lab lab;
  private final VpnUsers users;

  RefusingGatewayTest(Lab lab) {
    this.lab = lab;
    this.users = lab.users();
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
  }

  @AfterEach
  void hangUp() {
    users.stop();
    lab.gateway("gw1").set(GatewaySettings.usual());
  }

  @ParameterizedTest(name = "everybody is in with his second dial: {0} with {1}")
  @CsvSource({"ike-spi, maglev", "ike-spi, weighted-round-robin", "source-ip, least-sessions"})
  void everybodyIsInWithHisSecondDial(String strategy, String method) {
    refuseAndEject(LabTopology.over("gw1", "gw2").strategy(strategy).method(method));
  }

  @Test
  void hasClientsAgainWithinAMinuteOfItsMending() {
    int came = refuseAndEject(LabTopology.over("gw1", "gw2").method("least-sessions"));

    lab.gateway("gw2").set(GatewaySettings.usual());
    long mended = System.nanoTime();
    lab.ikelb().awaitGateway("gw2", Duration.ofSeconds(50), Seen.Gateway::takesSessions);
    int next = came + 1;
    comeIn(next);
    Duration took = Duration.ofNanos(System.nanoTime() - mended);
    System.out.println(
        "refusing gateway: mended, it had a client after " + took.toSeconds() + " s");

    assertEquals(List.of("u" + next), lab.gateway("gw2").clients());
    assertTrue(took.toSeconds() <= 60, took.toString());
    assertEquals(List.of(), told("gateway-ejected"));
    assertTrue(lab.ikelb().logged().contains("event=gateway-readmitted"));
  }

  @Test
  void nobodyIsEjectedWhenAllRefuseAndThePolicyIsNamed() {
    lab.gateway("gw1").set(STRICT);
    lab.gateway("gw2").set(STRICT);
    lab.ikelb().start(LabTopology.over("gw1", "gw2").method("least-sessions"));
    users.start();
    for (int user : List.of(11, 12)) { // the gateways take somebody
      users.dial(user, Login.STRICT, PATIENCE).orFail();
      users.ping(user, Login.STRICT);
    }
    for (int user = 1; user <= 6; user++) {
      for (int time = 1; time <= 2; time++) {
        assertTrue(!users.dial(user, Login.PSK, PATIENCE).succeeded());
      }
    }

    List<Seen.Warning> warnings = lab.ikelb().warnings();
    System.out.println("refusing gateways: " + warnings);
    String text = told("policy-refused").get(0).text();
    assertTrue(text.contains(VpnUsers.address(1)) && text.contains("and 3 more"), text);
    assertTrue(text.contains("AES_CBC_256/"), "what the clients offer: " + text);
    assertTrue(text.contains("gw1 AES_GCM"), "what gw1 takes: " + text);
    assertTrue(text.contains("gw2 AES_GCM"), "what gw2 takes: " + text);
    assertEquals(List.of(), told("gateway-ejected"));
    for (String name : List.of("gw1", "gw2")) {
      assertTrue(lab.ikelb().gateway(name).takesSessions(), name);
    }
    assertTrue(!lab.ikelb().logged().contains("event=gateway-ejected"));
  }

  /** Lets clients dial until gw2 is ejected, twelve or more, and says how many there were. */
  private int refuseAndEject(LabTopology topology) {
    lab.gateway("gw2").set(STRICT);
    lab.ikelb().start(topology);
    users.start();
    int dials = IntStream.rangeClosed(1, CLIENTS).map(this::comeIn).sum();
    int clients = CLIENTS;
    // by a hash of his address fewer than three of twelve may come to gw2
    while (!isEjected() && clients < 40) {
      dials += comeIn(++clients);
    }
    System.out.printf(
        "refusing gateway: %d clients were in with %d dials; %s%n",
        clients, dials, told("gateway-ejected"));

    await("gw2 is ejected").atMost(5, SECONDS).until(this::isEjected);
    assertEquals(
        Map.of("gw1", clients, "gw2", 0), VpnUsers.at(lab.gateway("gw1"), lab.gateway("gw2")));
    assertTrue(!lab.ikelb().gateway("gw2").takesSessions());
    assertEquals("up", lab.ikelb().gateway("gw2").health());
    Seen.Warning warning = told("gateway-ejected").get(0);
    assertEquals("vpn/gw2", warning.subject());
    assertTrue(
        warning.text().matches(".*gw2 refused \\d+ clients that gw1 then took.*"), warning.text());
    assertTrue(lab.ikelb().logged().contains("event=gateway-ejected"));
    return clients;
  }

  /** A client dials, at most twice, and says how often. */
  private int comeIn(int user) {
    int dials = 1;
    if (!users.dial(user, Login.PSK, PATIENCE).succeeded()) {
      dials++;
      var again = users.dial(user, Login.PSK, PATIENCE);
      assertTrue(again.succeeded(), () -> "u" + user + " was not in with two dials:\n" + again);
    }
    users.ping(user, Login.PSK);
    return dials;
  }

  private boolean isEjected() {
    return "ejected".equals(lab.ikelb().gateway("gw2").reason());
  }

  private List<Seen.Warning> told(String code) {
    return lab.ikelb().warnings().stream().filter(w -> w.code().equals(code)).toList();
  }
}
