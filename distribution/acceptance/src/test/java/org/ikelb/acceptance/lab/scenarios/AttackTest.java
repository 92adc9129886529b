package org.ikelb.acceptance.lab.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.ikelb.acceptance.lab.Attack;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Running;
import org.ikelb.acceptance.lab.Tap;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.Capture;
import org.ikelb.acceptance.lab.traffic.Pushed;
import org.ikelb.acceptance.lab.traffic.Sniffed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody who can read the datagrams of a client, and send from other addresses, tries to get its
 * tunnel. The victim loses nothing, and the attacker gets at most three times the bytes it sent.
 */
@LabTest
class AttackTest {
  private static final String ATTACKER = "10.2.1.2";
  private static final int PORT = 4600;
  private static final InetSocketAddress VICTIM = new InetSocketAddress("10.1.1.2", 4500);
  private static final int A_FEW = 40;
  private static final int TRICKLE = 10;
  private static final int FLOOD = 200;
  private static final int PUSHED = 400;
  private static final int MOST_GAIN = 3;
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  private final Lab lab;
  private final VpnClient victim;
  private final Random random = new Random();
  private int rise;

  AttackTest(Lab lab) {
    this.lab = lab;
    this.victim = lab.client("c1");
  }

  @BeforeAll
  void start() {
    lab.startGateways("gw1", "gw2");
  }

  /** Nothing is left of the attack before. */
  @BeforeEach
  void begin() {
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void aReplayOfTheLastRequestGainsNothing() {
    attackOnPings(
        "replay of the last request", (attack, sniffed) -> shoot(attack, sniffed::lastRequest));
  }

  @Test
  void aReplayOfEspGainsNothing() {
    attackOnPings("replay of ESP", (attack, sniffed) -> shoot(attack, sniffed::lastEsp));
  }

  @Test
  void forgedEspOfItsSpiGainsNothing() {
    attackOnPings(
        "forged ESP with its SPI and higher sequence numbers",
        (attack, sniffed) -> shoot(attack, () -> rising(sniffed)));
  }

  @Test
  void aBareHeaderOfVersionThreeGainsNothing() {
    attackOnPings(
        "bare header of version 3.0 with its SPI pair",
        (attack, sniffed) -> shoot(attack, () -> sniffed.versionThree(1_000)));
  }

  /**
   * The victim's own request takes the id meanwhile, and its answer must not prove the attacker.
   */
  @Test
  void aForgedRequestWithAnIdToComeGainsNothing() {
    try (Tap tap = lab.tap();
        PingedTunnel tunnel = victimPings()) {
      Attack attack = new Attack();
      Sniffed sniffed = sniffed(tap);
      for (int distance = 1; distance <= 4; distance++) {
        attack.shoot(ATTACKER, PORT, sniffed.requestAbove(distance));
      }
      attack.run(lab, 10);
      victim.rekeyChild();
      tunnel.goOn(AFTERWARDS);
      verdict("forged request with an id to come, then a re-key", attack, tap, tunnel.lost());
    }
  }

  @Test
  void aFloodOfJunkGainsNothing() {
    attackOnPings("flood of junk from 150 endpoints", this::loadJunk);
  }

  private void loadJunk(Attack attack, Sniffed sniffed) {
    for (int i = 0; i < 1_500; i++) {
      String address = "10.77.1." + (1 + i % 150);
      int distance = 1 + random.nextInt(2_000);
      switch (i % 3) {
        case 0 -> attack.shoot(address, PORT, sniffed.requestAbove(distance));
        case 1 -> attack.shoot(address, PORT, sniffed.espAbove(distance, 80 + distance / 4));
        default -> attack.shoot(address, PORT, sniffed.versionThree(distance));
      }
    }
  }

  @Test
  void higherSequenceNumbersGainNothingWhileDataArePushedToAnIdleVictim() {
    try (Tap tap = lab.tap()) {
      dial();
      String inner = victim.innerAddress();
      Running caught = lab.start("c1", Pushed.class, "catch", inner, PUSHED).awaitReady();
      Sniffed sniffed = sniffed(tap);
      Attack attack = new Attack();
      shoot(attack, () -> rising(sniffed));
      Running pushing =
          lab.start(
              lab.gatewayOf(victim), Pushed.class, "push", "10.200.0.1", inner, PUSHED, 1_000, 50);
      attack.run(lab, TRICKLE);
      pushing.awaitEnd(20);
      long lost = PUSHED - Long.parseLong(caught.awaitEnd(20).lines().skip(1).findFirst().get());
      verdict("forged ESP while 50 kB/s are pushed to the idle victim", attack, tap, lost);
    }
  }

  private byte[] rising(Sniffed sniffed) {
    return sniffed.espAbove(1_000 + rise++, 132);
  }

  /** A client with a tunnel of its own sends ESP of the victim's SPI on it, from its own port. */
  @Test
  void aClientThatClaimsTheEspSpiOfAnotherGainsNothing() {
    VpnClient translated = lab.client("c3");
    VpnClient claimant = lab.client("c2");
    lab.rebindNat("20000-29999");
    lab.ikelb().start(LabTopology.over("gw1"));
    claimant.dial("psk");
    claimant.ping(3);
    lab.sendFromPort("c2", PORT, 4500);
    try (Tap tap = lab.tap();
        PingedTunnel tunnel = PingedTunnel.dial(translated, "psk")) {
      Sniffed sniffed = new Sniffed(tap.seen(), endpointBehindNat(tap));
      Attack attack = new Attack().disguisedAs(ATTACKER, 4500);
      shoot(attack, () -> rising(sniffed));
      attack.run(lab, TRICKLE);
      int claimed = tunnel.soFar();
      lab.rebindNat("30000-39999");
      tunnel.goOn(AFTERWARDS);
      Pinging.Answers answers = tunnel.answers();
      long moved = answers.lostAfter(claimed);
      verdict("a client claims the ESP SPI of another", attack, tap, answers.lost() - moved);
      assertTrue(moved <= 2, "and its NAT may rebind: " + answers);
    } finally {
      lab.sendFromOwnPorts("c2");
    }
  }

  private static InetSocketAddress endpointBehindNat(Tap tap) {
    return tap.seen().stream()
        .map(Capture.Datagram::from)
        .filter(from -> from.getAddress().getHostAddress().equals("10.3.0.2"))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** A tunnel of the victim in which both IKE and ESP have just passed. */
  private void dial() {
    victim.dial("psk");
    victim.rekeyChild();
    victim.ping(3);
  }

  private PingedTunnel victimPings() {
    dial();
    return PingedTunnel.over(victim);
  }

  private void attackOnPings(String what, BiConsumer<Attack, Sniffed> loading) {
    try (Tap tap = lab.tap();
        PingedTunnel tunnel = victimPings()) {
      Attack attack = new Attack();
      loading.accept(attack, sniffed(tap));
      attack.run(lab, attack.datagrams() > A_FEW ? FLOOD : TRICKLE);
      tunnel.goOn(AFTERWARDS);
      verdict(what, attack, tap, tunnel.lost());
    }
  }

  private static Sniffed sniffed(Tap tap) {
    return new Sniffed(tap.seen(), VICTIM);
  }

  private static void shoot(Attack attack, Supplier<byte[]> payload) {
    for (int i = 0; i < A_FEW; i++) {
      attack.shoot(ATTACKER, PORT, payload.get());
    }
  }

  private static void verdict(String what, Attack attack, Tap tap, long lost) {
    long sent = tap.bytes(attack::sent);
    long gained = tap.bytes(attack::gained);
    String figures =
        "attack: %-62s sent %d datagrams, %d bytes; gained %d bytes (%.2f times); victim lost %d"
            .formatted(what, attack.datagrams(), sent, gained, (double) gained / sent, lost);
    System.out.println(figures);
    assertEquals(0, lost, figures);
    assertTrue(sent > 0 && gained <= MOST_GAIN * sent, figures);
  }
}
