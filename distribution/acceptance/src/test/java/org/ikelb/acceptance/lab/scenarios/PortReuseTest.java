package org.ikelb.acceptance.lab.scenarios;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.acceptance.lab.Ikelb;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.Pushed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ikelb has four ports towards a gateway and forgets a session of which the gateway and its client
 * know nothing but that it lives. Its port gets another owner, and then the gateway and the earlier
 * client go on with their IKE SA. What is done on port 500 gives its port back after a second, so
 * that each session has one for good.
 */
@LabTest
class PortReuseTest {
  private static final LabTopology TOPOLOGY =
      LabTopology.over("gw1")
          .upstreamPorts("20000-20003")
          .timeout("halfOpen", "2s")
          .timeout("ike", "1s");

  /** Which port comes when is ikelb's business; in so many rounds each has been given out. */
  private static final int ROUNDS = 3;

  /** For eight seconds: three times what the pings bring up could not carry that. */
  private static final int PUSHED_A_SECOND = 100;

  private static final int PUSHED = 8 * PUSHED_A_SECOND;

  private final Lab lab;

  PortReuseTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void startGateway() {
    lab.startGateways("gw1");
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  /** How ikelb forgets a session that both ends still have. */
  enum Forgotten {
    BY_CLOSE {
      @Override
      void in(Ikelb ikelb, String session) {
        ikelb.verb("close", session).done();
      }
    },
    BY_A_START_WITHOUT_STATE {
      @Override
      void in(Ikelb ikelb, String session) {
        ikelb.start(TOPOLOGY);
      }
    };

    abstract void in(Ikelb ikelb, String session);
  }

  @ParameterizedTest(name = "{0}: the next owner of a port stays its own client")
  @EnumSource
  void theNextOwnerOfAPortStaysItsOwnClient(Forgotten forgotten) {
    lab.ikelb().start(TOPOLOGY);
    VpnClient earlier = lab.client("c1");
    Seen.WholeSession before = connected(earlier);
    forgotten.in(lab.ikelb(), before.id());
    VpnClient heir = heirOf(before.natT().local());
    Seen.WholeSession own = lab.ikelb().session(lab.ikelb().sessionOf(heir).id());

    try (PingedTunnel tunnel = PingedTunnel.over(heir)) {
      String inner = heir.innerAddress();
      Running caught = lab.start(heir.name(), Pushed.class, "catch", inner, PUSHED).awaitReady();
      lab.start("gw1", Pushed.class, "push", "10.200.0.1", inner, PUSHED, 500, PUSHED_A_SECOND);
      tunnel.goOn(Duration.ofSeconds(1));
      lab.gateway("gw1").askForNewChild(earlier);
      tunnel.goOn(Duration.ofSeconds(2));
      Seen.WholeSession gatewayAsked = lab.ikelb().session(own.id());
      earlier.askForNewChild();
      tunnel.goOn(Duration.ofSeconds(4));
      Seen.WholeSession clientAsked = lab.ikelb().session(own.id());
      long lost = tunnel.lost();
      String all = "ready\n" + PUSHED;
      assertAll(
          () -> assertUntouched(own, gatewayAsked, "the gateway asked its earlier client"),
          () -> assertUntouched(own, clientAsked, "the earlier client asked"),
          () -> assertEquals(0, lost, "pings that " + heir.name() + " lost"),
          () -> assertEquals(all, caught.awaitEnd(20).strip(), "datagrams pushed to it that came"));
    }
  }

  private static void assertUntouched(
      Seen.WholeSession before, Seen.WholeSession after, String event) {
    assertAll(
        event,
        () -> assertEquals(List.of(), after.told("re-keyed", "moved"), "its story"),
        () -> assertEquals(before.natT().client(), after.natT().client(), "its endpoint"));
  }

  /** Lets clients log in until one has this port; all others are used up before, if need be. */
  private VpnClient heirOf(String port) {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<VpnClient> heir =
          lab.clients("c3", "c4", "c2").stream()
              .filter(c -> connected(c).natT().local().equals(port))
              .findFirst();
      if (heir.isPresent()) {
        return heir.get();
      }
      lab.clients("c3", "c4", "c2").forEach(VpnClient::hangUp);
      lab.ikelb().verb("close", "--gateway", "vpn/gw1", "--yes").done();
    }
    throw new AssertionError("nobody got " + port);
  }

  /** Dials, and waits until only the port of the tunnel is left. */
  private Seen.WholeSession connected(VpnClient client) {
    client.dial("psk");
    client.ping(3);
    String id = lab.ikelb().sessionOf(client).id();
    return await("one upstream of " + client.name())
        .atMost(20, SECONDS)
        .until(() -> lab.ikelb().session(id), session -> session.upstreams().size() == 1);
  }
}
