package org.ikelb.acceptance.lab.scenarios;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.acceptance.lab.GatewaySettings;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnUsers;
import org.ikelb.acceptance.lab.VpnUsers.Login;
import org.ikelb.acceptance.lab.traffic.PatientRadius;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The sister that fails: every gateway is healthy and takes every client's proposals, and at one of
 * them logins come to nothing.
 */
@LabTest
class GatewaysComparedTest {
  private static final int USERS = 30;

  /** Of fifteen at each gateway, on a busy machine. */
  private static final int LEAST = 12;

  private static final Pattern COUNTS =
      Pattern.compile("gw2 finished (\\d+) of (\\d+) logins, gw1 (\\d+) of \\d+: ");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A gateway without an answer of its RADIUS server lets its clients wait for longer. */
  private static final Duration NO_LONGER = Duration.ofSeconds(4);

  /** Logins are judged after 30 s. */
  private static final Duration NAMED_WITHIN = Duration.ofSeconds(45);

  private final Lab lab;
  private final VpnUsers users;

  GatewaysComparedTest(Lab lab) {
    this.lab = lab;
    this.users = lab.users();
  }

  @BeforeAll
  void startGoodGateway() {
    lab.startGateways("gw1");
  }

  @AfterEach
  void hangUp() {
    users.stop();
    lab.gateway("gw2").stop();
  }

  @Test
  void oneWhoseCertificateHasExpiredIsNamed() {
    startBadGateway(GatewaySettings.usual().expired());
    logIn(Login.EAP, PATIENCE);
    mustBeNamed("an expired certificate");
  }

  @Test
  void oneWithoutAddressesForItsClientsIsNamed() {
    startBadGateway(GatewaySettings.usual().addresses("10.202.0.1/32"));
    logIn(Login.PSK, PATIENCE);
    mustBeNamed("one address");
  }

  @Test
  void oneThatDoesNotUnderstandItsRadiusServerIsNamed() {
    startBadGateway(GatewaySettings.usual());
    List<Running> servers = List.of(radius("gw1", "radiussecret"), radius("gw2", "another"));
    servers.forEach(Running::awaitReady);
    logIn(Login.RADIUS, NO_LONGER);
    mustBeNamed("another RADIUS secret");
  }

  private void startBadGateway(GatewaySettings settings) {
    lab.gateway("gw2").set(settings);
    lab.gateway("gw2")
        // who waits for RADIUS holds a thread
        .startWith(List.of("cookie_threshold_ip = 0", "block_threshold = 100000", "threads = 64"));
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
    users.start();
  }

  private Running radius(String gateway, String secret) {
    return lab.start(gateway, PatientRadius.class, secret, "labpass", 0);
  }

  /** Each dials once; who is in then, pings. */
  private void logIn(Login login, Duration patience) {
    VpnUsers.inParallel(1, USERS, user -> users.dial(user, login, patience));
    VpnUsers.inParallel(
        1,
        USERS,
        user -> {
          if (users.isIn(user, login)) {
            users.ping(user, login);
          }
        });
  }

  private void mustBeNamed(String fault) {
    await("gw2 is named as the one that finishes fewer logins")
        .atMost(NAMED_WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !named().isEmpty());
    System.out.println("gateways compared, " + fault + ": " + named());
    assertEquals(List.of("vpn/gw2"), named().stream().map(Seen.Warning::subject).toList());
    String text = named().get(0).text();
    Matcher counts = COUNTS.matcher(text);
    assertTrue(counts.lookingAt(), text);
    assertTrue(number(counts, 1) <= 1, "at most the one who got the address: " + text);
    assertTrue(number(counts, 2) >= LEAST, text);
    assertTrue(number(counts, 3) >= LEAST, text);
    assertTrue(!lab.ikelb().logged().contains("event=gateway-ejected"), "nobody is ejected for it");
    assertEquals("up", lab.ikelb().gateway("gw2").health());
  }

  private static int number(Matcher counts, int group) {
    return Integer.parseInt(counts.group(group));
  }

  private List<Seen.Warning> named() {
    return lab.ikelb().warnings().stream().filter(w -> w.code().equals("logins-differ")).toList();
  }
}
