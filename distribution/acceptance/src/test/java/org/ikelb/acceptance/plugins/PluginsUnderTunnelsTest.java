package org.ikelb.acceptance.plugins;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.PingedTunnel;
import org.ikelb.acceptance.lab.VpnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A plugin of each kind is installed, started, updated, stopped and uninstalled in random order,
 * from the shell and in {@code deploy/}, while real tunnels, which they have placed, ping ten times
 * a second; one more goes straight to a gateway, and new clients dial. {@code -Dikelb.rounds=N}
 * says how often each step is made, {@code -Dikelb.seed=N} repeats an order.
 */
@LabTest
class PluginsUnderTunnelsTest {
  private static final int ROUNDS = Integer.getInteger("ikelb.rounds", 50);
  private static final LabTopology WITHOUT_PLUGINS = LabTopology.over("gw1", "gw2");

  private final Lab lab;
  private final VpnClient control;

  PluginsUnderTunnelsTest(Lab lab) {
    this.lab = lab;
    this.control = lab.client("c2");
  }

  @BeforeAll
  void startGateways() {
    lab.startGateways("gw1", "gw2");
  }

  @AfterEach
  void hangUp() throws IOException {
    lab.hangUpAll();
    PluginLives.clear(lab.ikelb().home());
  }

  @Test
  void eachStepOfEachKindLosesNoPingAndLeavesNothing() throws Exception {
    long seed = Long.getLong("ikelb.seed", System.nanoTime());
    System.out.println("-Dikelb.seed=" + seed + " -Dikelb.rounds=" + ROUNDS);
    Path home = lab.ikelb().setting("felix.fileinstall.poll", PluginLives.POLL).home();
    lab.ikelb().start(WITHOUT_PLUGINS);
    try (Gogo gogo = new Gogo(home)) {
      PluginLives lives = new PluginLives(gogo, home, new Random(seed));
      lives.begin();
      lab.ikelb().apply(withPlugins()).done();
      awaitNoPluginMissing();
      lives.play(2);
      Footprint before = Footprint.of(lab.ikelb().pid(), gogo);
      mustLoseNothing(() -> playBesideNewcomers(lives, home));
      before.awaitAgain(lab.ikelb().pid(), gogo);
    }
  }

  private void playBesideNewcomers(PluginLives lives, Path home) throws Exception {
    try (Newcomers newcomers = new Newcomers(lab.client("c6"), home)) {
      long begun = System.nanoTime();
      lives.play(ROUNDS);
      System.out.printf("played for %d s%n", (System.nanoTime() - begun) / 1_000_000_000L);
      awaitNoPluginMissing();
      Newcomers.Counts counts = newcomers.end();
      System.out.println(counts);
      assertTrue(counts.dialled() > 0 && counts.exported() > 0, counts::toString);
    }
  }

  /** What happens to plugins. */
  private interface Events {
    void happen() throws Exception;
  }

  private void mustLoseNothing(Events events) throws Exception {
    List<VpnClient> users = lab.clients("c1", "c3", "c4");
    users.forEach(user -> user.dial("psk"));
    Map<String, String> placed = placement(users);
    assertEquals(List.of("gw2", "gw2", "gw2"), List.copyOf(placed.values()), "by the plugin");
    List<PingedTunnel> tunnels = users.stream().map(PingedTunnel::over).toList();
    PingedTunnel straight = PingedTunnel.dial(control, "gw1");

    events.happen();

    int pings = tunnels.get(0).soFar();
    List<Long> lost = tunnels.stream().map(PingedTunnel::lost).toList();
    long lostStraight = straight.lost();
    System.out.printf("lost of %d pings each: %s, control %d%n", pings, lost, lostStraight);
    assertTrue(lost.stream().allMatch(one -> one <= lostStraight), () -> "lost " + lost);
    assertEquals(placed, placement(users));
    awaitNoPluginMissing();
  }

  /** The strategy, method, monitor and guard; no topology names the others. */
  private String withPlugins() {
    return WITHOUT_PLUGINS
        .method(EachKind.METHOD.plugin)
        .guards("{ \"type\": \"client-list\", \"file\": \"/dev/null\" }")
        .json()
        .replace(
            "\"strategy\": \"ike-spi\"",
            """
            "strategy": { "type": "sites", "sites": [
              { "name": "all", "prefixes": ["0.0.0.0/0", "::/0"], "gateways": ["gw2", "gw1"] } ] }""")
        .replace(
            "\"monitors\": [\"probe\"]",
            """
            "monitors": ["probe", "command"]""")
        .replace(
            "\"monitors\": {",
            """
            "monitors": {
              "command": { "type": "command", "command": ["/bin/true"], "interval": "1s", "timeout": "1s" },""");
  }

  private Map<String, String> placement(List<VpnClient> users) {
    return users.stream().collect(Collectors.toMap(VpnClient::name, lab::gatewayOf));
  }

  private void awaitNoPluginMissing() {
    await("every plugin is there")
        .atMost(60, SECONDS)
        .until(
            () ->
                lab.ikelb().warnings().stream()
                    .noneMatch(warning -> warning.code().equals("plugin-missing")));
  }
}
