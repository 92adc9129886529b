package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ikelb.acceptance.lab.GatewaySettings;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.VpnGateway;
import org.ikelb.acceptance.lab.VpnUsers;
import org.ikelb.acceptance.lab.VpnUsers.Login;
import org.ikelb.acceptance.lab.traffic.HandshakeFlood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What tells nothing against a gateway: requests that anybody can forge, and wrong passwords.
 *
 * <p>gw1 takes 3DES, too, as old gateways do; gw2 refuses it.
 */
@LabTest
class HarmlessRefusalsTest {
  private static final int FORGED = 10_000;
  private static final int PER_SECOND = 500;

  /** The gateways are real, and the programs of the lab share the processors. */
  private static final double ENOUGH = 0.8;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WRONG = 50;
  private static final int RIGHT = 10;

  /** A younger login may still come to something, so that it is not judged. */
  private static final Duration JUDGED = Duration.ofSeconds(33);

  private static final Set<String> ACCUSATIONS =
      Set.of("gateway-ejected", "gateway-turns-away", "logins-differ");

  private final Lab lab;
  private final VpnUsers users;
  private final VpnGateway old;
  private final VpnGateway strict;

  HarmlessRefusalsTest(Lab lab) {
    this.lab = lab;
    this.users = lab.users();
    this.old = lab.gateway("gw1");
    this.strict = lab.gateway("gw2");
  }

  @BeforeAll
  void startGateways() {
    old.set(GatewaySettings.usual().takingAlso("3des-sha1-modp1024"));
    List<String> busy =
        List.of(
            "cookie_threshold = 0",
            "cookie_threshold_ip = 0",
            "block_threshold = 100000",
            "ikesa_table_size = 4096",
            "ikesa_table_segments = 16");
    old.startWith(busy);
    strict.startWith(busy);
    lab.ikelb().start(LabTopology.over("gw1", "gw2").guards());
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
    users.stop();
  }

  @Test
  void forgedRequestsThatOneGatewayTakesAndTheOtherRefusesEjectAndMoveNobody() {
    List<VpnClient> clients = lab.clients("c1", "c3", "c4");
    List<PingedTunnel> tunnels = new ArrayList<>();
    clients.forEach(client -> tunnels.add(PingedTunnel.dial(client, "psk")));
    Map<String, String> placement = placement(clients);
    assertEquals(Set.of("gw1", "gw2"), Set.copyOf(placement.values()), "each has a tunnel");

    String sent =
        lab.run("c2", HandshakeFlood.class, "10.99.0.10", "10.77", FORGED, PER_SECOND, "3des")
            .orFail()
            .output();
    assertEquals(FORGED, Integer.parseInt(sent));
    await("the gateways have said all that they say")
        .atMost(20, SECONDS)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> taken() + refused() >= ENOUGH * FORGED);
    users.start();
    for (int user = 1; user <= 4; user++) {
      users.dial(user, Login.PSK, PATIENCE).orFail();
      users.ping(user, Login.PSK);
    }

    tunnels.forEach(tunnel -> assertEquals(0, tunnel.lost()));
    System.out.printf(
        "harmless refusals: %s forged, gw1 took %d, gw2 refused %d; users at %s%n",
        sent, taken(), refused(), VpnUsers.at(old, strict));
    assertTrue(taken() >= ENOUGH * FORGED / 2, taken() + " taken");
    assertTrue(refused() >= ENOUGH * FORGED / 2, refused() + " refused");
    assertEquals(placement, placement(clients), "the tunnels are where they were");
    assertEquals(Map.of("gw1", 2, "gw2", 2), VpnUsers.at(old, strict));
    mustAccuseNobody();
  }

  @Test
  void wrongPasswordsTellAgainstNobody() {
    users.start();
    VpnUsers.inParallel(
        1,
        WRONG,
        user -> assertTrue(!users.dial(user, Login.MISTYPED, PATIENCE).succeeded(), "u" + user));
    long last = System.nanoTime();
    VpnUsers.inParallel(
        WRONG + 1,
        WRONG + RIGHT,
        user -> {
          users.dial(user, Login.EAP, PATIENCE).orFail();
          users.ping(user, Login.EAP);
        });

    for (VpnGateway gateway : List.of(old, strict)) {
      int failed = count(gateway, "EAP-MS-CHAPv2 verification failed");
      System.out.println("harmless refusals: " + failed + " wrong passwords at " + gateway.name());
      assertTrue(failed >= WRONG / 3, failed + " at " + gateway.name());
    }
    await("they are judged")
        .atMost(JUDGED.plusSeconds(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              mustAccuseNobody();
              return System.nanoTime() - last >= JUDGED.toNanos();
            });
  }

  private void mustAccuseNobody() {
    List<Seen.Warning> accusations =
        lab.ikelb().warnings().stream().filter(w -> ACCUSATIONS.contains(w.code())).toList();
    assertEquals(List.of(), accusations);
    assertTrue(!lab.ikelb().logged().contains("event=gateway-ejected"));
    for (VpnGateway gateway : List.of(old, strict)) {
      assertTrue(lab.ikelb().gateway(gateway.name()).takesSessions(), gateway.name());
    }
  }

  private int taken() {
    return count(old, "selected proposal: IKE:3DES_CBC");
  }

  private int refused() {
    return count(strict, "received proposals unacceptable");
  }

  private static int count(VpnGateway gateway, String words) {
    return (int) Pattern.compile(Pattern.quote(words)).matcher(gateway.logged()).results().count();
  }

  private Map<String, String> placement(List<VpnClient> clients) {
    return clients.stream().collect(Collectors.toMap(VpnClient::name, lab::gatewayOf));
  }
}
