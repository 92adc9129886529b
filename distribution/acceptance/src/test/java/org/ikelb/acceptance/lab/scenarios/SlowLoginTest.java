package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.PatientRadius;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A login that waits for its user. The gateway asks a RADIUS server (eap-radius, EAP-MD5), and that
 * accepts only after 60 s, as one does that has sent a push to a phone. Nobody repeats a request
 * meanwhile. One client sends keepalives for the NAT before it; the other one sends nothing at all,
 * which is the hard case. The gateway must be patient too: its limit for half-open SAs is 30 s by
 * default.
 */
@LabTest
class SlowLoginTest {
  private static final int WAIT_SECONDS = 60;

  private final Lab lab;

  SlowLoginTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateways() {
    for (String name : List.of("gw1", "gw2")) {
      lab.gateway(name)
          .startWith(
              List.of(
                  "half_open_timeout = 120",
                  "keep_alive = 0",
                  "cookie_threshold_ip = 0",
                  "block_threshold = 100000"));
    }
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @Test
  void succeedsAfterSixtySecondsInsideEapWithAndWithoutKeepalives() {
    List<Running> radius = List.of(radius("gw1"), radius("gw2"));
    radius.forEach(Running::awaitReady);
    VpnClient silent = lab.client("c1");
    VpnClient behindNat = lab.client("c3");
    silent.startWith(List.of("retransmit_timeout = 100.0", "keep_alive = 0"));
    behindNat.startWith(List.of("retransmit_timeout = 100.0", "keep_alive = 20"));

    var dialing = CompletableFuture.supplyAsync(() -> dial(behindNat));
    Duration silence = dial(silent);
    for (Duration took : List.of(silence, dialing.join())) {
      assertTrue(took.toSeconds() >= WAIT_SECONDS, "it did wait: " + took);
    }
    silent.ping(5, 1372);
    behindNat.ping(5, 1372);
    String decided = radius.get(0).printed() + radius.get(1).printed();
    assertEquals(2, decided.split("right password", -1).length - 1, "by RADIUS: " + decided);
  }

  private Running radius(String gateway) {
    return lab.start(gateway, PatientRadius.class, "radiussecret", "labpass", WAIT_SECONDS);
  }

  private static Duration dial(VpnClient client) {
    long start = System.nanoTime();
    client.dial("slow", Duration.ofSeconds(WAIT_SECONDS + 30)).orFail();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
