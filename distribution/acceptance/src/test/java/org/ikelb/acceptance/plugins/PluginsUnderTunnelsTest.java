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
 * The examples are installed, started, updated, stopped and uninstalled in random order while real
 * tunnels, which they have placed, ping ten times a second; one more goes straight to a gateway.
 * {@code -Dikelb.rounds=N} and {@code -Dikelb.deploy.rounds=N} say how often each step is made,
 * {@code -Dikelb.seed=N} repeats an order.
 */
@LabTest
class PluginsUnderTunnelsTest {
  private static final int ROUNDS = Integer.getInteger("ikelb.rounds", 50);
  private static final int DEPLOY_ROUNDS = Integer.getInteger("ikelb.deploy.rounds", 1);
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
    deploy().clear();
  }

  private DeployFolder deploy() {
    Path home = lab.ikelb().home();
    return new DeployFolder(home, home);
  }

  @Test
  void eachStepFromTheShellLosesNoPingAndLeavesNothing() throws Exception {
    long seed = Long.getLong("ikelb.seed", System.nanoTime());
    System.out.println("-Dikelb.seed=" + seed + " -Dikelb.rounds=" + ROUNDS);
    lab.ikelb().start(WITHOUT_PLUGINS);
    try (Gogo gogo = new Gogo(lab.ikelb().home())) {
      PluginLifeCycle plugins = new PluginLifeCycle(gogo, new Random(seed));
      plugins.installAndStartAll();
      lab.ikelb().apply(withPlugins()).done();
      awaitNoPluginMissing();
      plugins.play(2);
      Footprint before = Footprint.of(lab.ikelb().pid(), gogo);
      mustLoseNothing(() -> plugins.play(ROUNDS));
      before.awaitAgain(lab.ikelb().pid(), gogo);
    }
  }

  @Test
  void eachStepInDeployLosesNoPing() throws Exception {
    lab.ikelb().start(WITHOUT_PLUGINS);
    DeployFolder deploy = deploy();
    deploy.dropAll();
    await("the strategy is there").until(() -> lab.ikelb().verb("plugins", "sites").exit() == 0);
    lab.ikelb().apply(withPlugins()).done();
    awaitNoPluginMissing();
    mustLoseNothing(() -> deploy.play(DEPLOY_ROUNDS, () -> lab.ikelb().verb("plugins").out()));
  }

  /** What happens to plugins. */
  private interface Events {
    void happen() throws IOException;
  }

  private void mustLoseNothing(Events events) throws IOException {
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

  /** The strategy, monitor and guard of the examples; nobody names an exporter. */
  private String withPlugins() {
    return WITHOUT_PLUGINS
        .json()
        .replace(
            "\"strategy\": \"ike-spi\"",
            """
            "strategy": { "type": "sites", "sites": [
              { "name": "all", "prefixes": ["0.0.0.0/0", "::/0"], "gateways": ["gw2", "gw1"] } ] }""")
        .replace(
            "\"monitors\": [\"probe\"]",
            """
            "monitors": ["probe", "command"],
            "guards": [ { "type": "client-list", "file": "/dev/null" } ]""")
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
