package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Libreswan;
import org.ikelb.acceptance.lab.SecurityAssociation;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * libreswan, as client and as gateway, and the guard {@code cookie}. It goes as far as it goes:
 * where the kernel has no ESP it has IKE SAs, but no tunnels.
 */
@LabTest
class LibreswanTest {
  private static final String ASKED = "received anti-DDOS COOKIE response";
  private static final String LOGGED_IN = "initiator established IKE SA; authenticated peer";
  private static final String WITHOUT_ESP = "Protocol not supported";

  private static final String LET_IN = "responder established IKE SA; authenticated peer";

  private static final String[] GUARDS = {
    "\"rate-limit\"", "{ \"type\": \"cookie\", \"always\": true }"
  };
  private static final LabTopology TO_STRONGSWAN = LabTopology.over("gw1").guards(GUARDS);
  private static final LabTopology TO_LIBRESWAN = LabTopology.over("gw2").guards(GUARDS);

  private final Lab lab;
  private final Libreswan client;
  private final Libreswan gateway;

  LibreswanTest(Lab lab) {
    this.lab = lab;
    this.client = lab.libreswan("c2");
    this.gateway = lab.libreswan("gw2");
  }

  @BeforeAll
  void startGateways() {
    Libreswan.mustBeUnpacked();
    lab.startGateways("gw1");
    gateway.startAsGateway();
  }

  @AfterEach
  void endClients() {
    lab.hangUpAll();
    client.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ike-only", "ike-only-wrong-group"})
  void aClientLogsInThatIsAskedForACookieAndReKeys(String connection) {
    lab.ikelb().start(TO_STRONGSWAN);
    client.startAsClient();
    client.dial(connection);
    assertEquals(1, client.told(LOGGED_IN), client::logged);
    assertTrue(client.told(ASKED) > 0 && lab.ikelb().answered() > 0, client::logged);
    Seen.Session session = lab.ikelb().sessionWith(pairAtGateway());
    assertEquals("vpn/gw1", session.gateway());

    client.rekeyIke(connection);
    client.rekeyIke(connection);
    assertFollowed(session);
    assertEquals(1, lab.ikelb().sessions().size());
  }

  /**
   * What it does where it cannot have the tunnel that it was granted is to dial anew at once, from
   * port 4500 to port 4500.
   */
  @Test
  void aClientAsksForATunnelAndComesAsFarAsItsKernelLetsIt() {
    lab.ikelb().start(TO_STRONGSWAN);
    client.startAsClient();
    client.dial("net");
    assertTrue(client.told(LOGGED_IN) > 0, client::logged);
    assertEquals("vpn/gw1", lab.ikelb().sessionWith(pairAtGateway()).gateway());
    if (client.told(WITHOUT_ESP) > 0) {
      await("it has dialled on port 4500, and was asked and let in there, too")
          .atMost(20, SECONDS)
          .until(() -> client.told(LOGGED_IN) > 1 && client.told(ASKED) > 1);
      assertTrue(client.told("sent IKE_SA_INIT request to 10.99.0.10:4500") > 0, client::logged);
    }
    System.out.println(
        "libreswan has " + (client.told(WITHOUT_ESP) > 0 ? "no tunnel" : "a tunnel"));
  }

  /**
   * RFC 7296 (2.6) wants a cookie ignored that is not the gateway's own. It drops the request, even
   * if it asks nobody: before such gateways the guard has no place.
   */
  @Test
  void aGatewayIsSilentToTheCookieOfTheGuardAndAsksForItsOwn() {
    lab.ikelb().start(TO_LIBRESWAN);
    VpnClient other = lab.client("c1");
    other.dial("psk", Duration.ofSeconds(2));
    assertTrue(lab.ikelb().answered() > 0, "ikelb asked");
    assertTrue(gateway.told("dropping message") > 0, gateway::logged);
    assertEquals(0, gateway.told(LET_IN), gateway::logged);
    other.hangUp();

    lab.ikelb().apply(TO_LIBRESWAN.guards("\"rate-limit\""));
    int before = other.cookiesAsked();
    other.dial("psk", Duration.ofSeconds(10)); // fails, if there can be no tunnel
    assertEquals(1, gateway.told(LET_IN), gateway::logged);
    assertTrue(other.cookiesAsked() > before, "the gateway asked");
    Seen.Session session = lab.ikelb().sessionOf(other);
    assertEquals("vpn/gw2", session.gateway());
    other.rekeyIke();
    other.rekeyIke();
    assertFollowed(session);

    client.startAsClient();
    client.dial("ike-only");
    assertEquals(1, client.told(LOGGED_IN), client::logged);
    assertTrue(client.told(ASKED) > 0, "the gateway asked its like, too");
    assertEquals(
        2, lab.ikelb().sessions().stream().filter(s -> s.client().endsWith(":4500")).count());
  }

  /**
   * Its second IKE SA was seen, when that was replaced by a third, of which nothing is seen yet.
   */
  private void assertFollowed(Seen.Session session) {
    Seen.WholeSession now = lab.ikelb().session(session.id());
    assertEquals("established", now.state(), now::toString);
    assertEquals(1, now.told("re-keyed").size(), now::toString);
  }

  /** Of the client's newest IKE SA. */
  private String pairAtGateway() {
    return lab.gateway("gw1").sas().stream()
        .filter(sa -> sa.established() && sa.client().equals("c2"))
        .map(SecurityAssociation::spiPair)
        .findFirst()
        .orElse("none");
  }
}
