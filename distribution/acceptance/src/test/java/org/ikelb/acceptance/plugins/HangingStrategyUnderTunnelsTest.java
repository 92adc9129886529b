package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.LoopsAtWork;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.lab.traffic.OneOpening;
import org.ikelb.acceptance.plugins.tiny.Hanging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A strategy from {@code deploy/} never comes back to one of two event loops, while tunnels are on
 * both of them. {@link HangingStrategyTest} is the same with more, and simulated, clients.
 */
@LabTest
class HangingStrategyUnderTunnelsTest {
  private static final int TERMINATED = 143;
  private static final int MOST_ROAMS = 12;

  /** What ikelb promises is two to five seconds; the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Pattern NAMED =
      Pattern.compile("The plugin \"hanging\" has not come back to loop (\\d)");

  private final Lab lab;
  private final Map<VpnClient, Integer> loops = new LinkedHashMap<>();

  HangingStrategyUnderTunnelsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeAll
  void start() throws IOException {
    lab.startGateways("gw1", "gw2");
    lab.ikelb().loops(2);
    HangingJar.deploy(lab.ikelb().setting("felix.fileinstall.poll", "100").home());
    lab.ikelb().start(LabTopology.over("gw1", "gw2").strategy("hanging"));
    await("the strategy is there")
        .atMost(Duration.ofSeconds(60))
        .until(() -> warned("plugin-missing").isEmpty());
  }

  @AfterEach
  void hangUp() {
    lab.hangUpAll();
  }

  @Test
  void isNamedAndStopsNeitherTheTunnelsOfTheOtherLoopNorWhoeverActsNorTheStop() {
    dialOnBothLoops();
    Map<VpnClient, PingedTunnel> tunnels = new LinkedHashMap<>();
    loops.keySet().forEach(client -> tunnels.put(client, PingedTunnel.over(client)));

    long began = System.nanoTime();
    lab.run("c2", OneOpening.class, "10.99.0.10", "10.77.1.1", Hanging.SPI).orFail();
    int hangs = await("it is named").atMost(SOON).until(this::loopThatHangs, loop -> loop >= 0);
    Duration named = assertSoon("to be named", began);

    soon("status");
    soon("sessions");
    soon("drain", "vpn/gw1");
    soon("ready", "vpn/gw1");
    began = System.nanoTime();
    lab.ikelb().apply(LabTopology.over("gw1", "gw2"));
    assertSoon("config apply", began);
    tunnels.values().forEach(tunnel -> tunnel.goOn(Duration.ofSeconds(1)));
    StringBuilder figures =
        new StringBuilder("loop %d hangs, named after %s:".formatted(hangs, named));
    boolean asItShouldBe = true;
    for (VpnClient client : loops.keySet()) {
      Pinging.Answers answers = tunnels.get(client).answers();
      figures.append(
          " %s on loop %d lost %d of %d pings;"
              .formatted(client.name(), loops.get(client), answers.lost(), answers.sent()));
      asItShouldBe &= answers.lost() > 0 == (loops.get(client) == hangs);
    }
    System.out.println(figures);
    assertTrue(asItShouldBe, figures::toString);

    began = System.nanoTime();
    assertEquals(TERMINATED, lab.ikelb().terminate());
    assertSoon("SIGTERM", began);
  }

  /** The kernel gives each endpoint to a loop: c1 takes other addresses until both have tunnels. */
  private void dialOnBothLoops() {
    LoopsAtWork work = lab.ikelb().loopsAtWork();
    for (VpnClient client : lab.clients("c3", "c4", "c6", "c1")) {
      client.dial("psk");
      loops.put(client, work.loopOf(client));
    }
    VpnClient roamer = lab.client("c1");
    for (int roams = 0;
        roams < MOST_ROAMS && !List.of(0, 1).stream().allMatch(loops::containsValue);
        roams++) {
      roamer.hangUp();
      lab.roam();
      roamer.dial("psk");
      loops.put(roamer, work.loopOf(roamer));
    }
    assertTrue(loops.containsValue(0) && loops.containsValue(1), loops::toString);
  }

  /** Negative: it is not said yet. */
  private int loopThatHangs() {
    return warned("plugin-hangs").stream()
        .map(warning -> NAMED.matcher(warning.text()))
        .filter(Matcher::find)
        .map(named -> Integer.parseInt(named.group(1)))
        .findFirst()
        .orElse(-1);
  }

  private List<Seen.Warning> warned(String code) {
    return lab.ikelb().warnings().stream().filter(w -> w.code().equals(code)).toList();
  }

  private void soon(String... verb) {
    long began = System.nanoTime();
    Verb done = lab.ikelb().verb(verb).done();
    assertSoon(done.line(), began);
  }

  private static Duration assertSoon(String what, long beganNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
    assertTrue(took.compareTo(SOON) < 0, () -> what + " took " + took);
    return took;
  }
}
