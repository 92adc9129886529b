package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins of each kind are installed, started, updated, stopped and uninstalled in random order
 * while clients talk every 100 ms. {@code -Dikelb.rounds=N} says how often each step is made,
 * {@code -Dikelb.seed=N} repeats an order.
 */
class PluginsUnderTrafficTest {
  private static final int ROUNDS = Integer.getInteger("ikelb.rounds", 50);
  private static final int CLIENTS = 4;
  private static final List<Example> EXAMPLES = List.of(Example.values());

  private final long seed = Long.getLong("ikelb.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String net = "127.78.%d.".formatted(1 + new Random().nextInt(250));
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<Example, Long> installed = new EnumMap<>(Example.class);

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;
  private NumberedGateway gateway1;
  private NumberedGateway gateway2;
  private SimulatedClient control;

  @BeforeEach
  void prepare() throws Exception {
    System.out.println("-Dikelb.seed=" + seed + " -Dikelb.rounds=" + ROUNDS);
    unpacked = UnpackedIkelb.in(directory);
    Files.writeString(directory.resolve("clients"), "allow 127.0.0.0/8\n");
    unpacked.topology(topology("sites", sites()));
    gateway1 = new NumberedGateway(new InetSocketAddress(net + "11", 9501), 1);
    gateway2 = new NumberedGateway(new InetSocketAddress(net + "12", 9501), 2);
    control = client(250, new InetSocketAddress(net + "11", 9501));
  }

  @AfterEach
  void end() {
    clients.forEach(SimulatedClient::close);
    control.close();
    gateway1.close();
    gateway2.close();
  }

  private String topology(String strategy, String settings) {
    return """
        {
          "version": 1,
          "virtualServers": {
            "ike": {
              "address": "NET10", "port": 9500, "protocol": "ike", "gatewayPort": 9501,
              "pool": "vpn"
            }
          },
          "persistencyGroups": {
            "vpn": {
              "virtualServers": ["ike"], "strategy": { "type": "STRATEGY" SETTINGS }
            }
          },
          "pools": {
            "vpn": {
              "gateways": { "vpn1": { "address": "NET11" }, "vpn2": { "address": "NET12" } },
              "monitors": ["command"],
              "guards": [ { "type": "client-list", "file": "DIR/clients" } ]
            }
          },
          "monitors": {
            "command": { "type": "command", "command": ["/bin/true"], "interval": "1s", "timeout": "1s" }
          }
        }
        """
        .replace("STRATEGY", strategy)
        .replace("SETTINGS", settings)
        .replace("NET", net)
        .replace("DIR", directory.toString());
  }

  private String sites() {
    return ", \"sites\": [ { \"name\": \"all\", \"prefixes\": \"127.0.0.0/8\", \"gateways\": \"vpn2\" } ]";
  }

  private SimulatedClient client(int host, InetSocketAddress server) throws IOException {
    return new SimulatedClient(new InetSocketAddress(net + host, 0), server, 0x1000 + host);
  }

  private InetSocketAddress ikelb() {
    return new InetSocketAddress(net + "10", 9500);
  }

  private void connectAll() throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(client(20 + i, ikelb()).connect());
    }
    control.connect();
  }

  private void assertNothingLost() {
    Set<Integer> lostByControl = control.lost();
    for (SimulatedClient client : clients) {
      Set<Integer> lost = client.lost();
      assertTrue(
          lost.size() <= lostByControl.size(),
          () -> "of " + client.asked() + " lost " + lost + ", the control " + lostByControl);
      assertEquals(Set.of(2L), client.gateways(), "each stays on the gateway of its site");
    }
  }

  @Test
  void eachStepFromTheShellCostsNothingAndLeavesNothing() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady();
        Gogo gogo = new Gogo(unpacked.home())) {
      for (Example example : Example.values()) {
        step(gogo, example, "install");
        step(gogo, example, "start");
      }
      awaitNoPluginMissing(running);
      connectAll();
      play(gogo, 2);
      awaitNoPluginMissing(running);
      Footprint before = Footprint.of(running.pid(), gogo);

      play(gogo, ROUNDS);

      awaitNoPluginMissing(running);
      assertNothingLost();
      awaitNewClient(30);
      awaitFootprint(running, gogo, before);
    }
  }

  /** Every step of every kind so many times, in random order; in the end all run. */
  private void play(Gogo gogo, int rounds) throws IOException {
    Map<String, Integer> left = new TreeMap<>();
    for (Example example : Example.values()) {
      for (String step : List.of("install", "start", "update", "stop", "uninstall")) {
        left.put(example + " " + step, rounds);
      }
    }
    Map<Example, Boolean> active = new EnumMap<>(Example.class);
    for (Example example : Example.values()) {
      active.put(example, true);
    }
    while (left.values().stream().anyMatch(count -> count > 0)) {
      Example example = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
      String step = nextStep(example, active.getOrDefault(example, false));
      step(gogo, example, step);
      left.merge(example + " " + step, -1, Integer::sum);
      if (!step.equals("update")) {
        active.put(example, step.equals("start"));
      }
    }
    for (Example example : Example.values()) {
      if (!installed.containsKey(example)) {
        step(gogo, example, "install");
      }
      step(gogo, example, "start");
    }
  }

  private String nextStep(Example example, boolean active) {
    if (!installed.containsKey(example)) {
      return "install";
    }
    List<String> steps =
        active
            ? List.of("update", "stop", "uninstall", "stop")
            : List.of("start", "update", "uninstall", "start");
    return steps.get(random.nextInt(steps.size()));
  }

  private void step(Gogo gogo, Example example, String step) throws IOException {
    if (step.equals("install")) {
      List<String> printed = gogo.type("felix:install " + example.jar().toUri());
      String id = String.join(" ", printed).replaceAll("\\D+", "");
      installed.put(example, Long.valueOf(id));
      return;
    }
    List<String> printed = gogo.type("felix:" + step + " " + installed.get(example));
    assertEquals(List.of(), printed, step + " " + example);
    if (step.equals("uninstall")) {
      installed.remove(example);
    }
  }

  @Test
  void eachStepInDeployCostsNothing() throws Exception {
    for (Example example : Example.values()) {
      drop(example);
    }
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      awaitNoPluginMissing(running);
      connectAll();
      for (int i = 0; i < Math.max(1, ROUNDS / 25); i++) {
        for (Example example : Example.values()) {
          drop(example); // an update
          awaitPlugin(running, example, true);
          Files.delete(deployed(example));
          awaitPlugin(running, example, false);
          drop(example);
          awaitPlugin(running, example, true);
        }
      }
      awaitNoPluginMissing(running);
      assertNothingLost();
      awaitNewClient(30);
    }
  }

  @Test
  void aChangeOfStrategyLeavesSessionsWhereTheyAre() throws Exception {
    for (Example example : Example.values()) {
      drop(example);
    }
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      awaitNoPluginMissing(running);
      connectAll();
      for (int i = 0; i < 5; i++) {
        unpacked.topology(topology("ike-spi", ""));
        running.ikelb("config", "apply").done();
        unpacked.topology(topology("source-ip", ", \"prefix4\": " + (20 + i)));
        running.ikelb("config", "apply").done();
        unpacked.topology(topology("sites", sites()));
        running.ikelb("config", "apply").done();
      }
      assertNothingLost();
    }
  }

  private Path deployed(Example example) {
    return unpacked.home().resolve("deploy/" + example.plugin + ".jar");
  }

  private void drop(Example example) throws IOException {
    Path aside = Files.copy(example.jar(), directory.resolve(example.plugin + ".new"));
    Files.setLastModifiedTime(aside, FileTime.fromMillis(System.currentTimeMillis()));
    Files.move(aside, deployed(example), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void awaitPlugin(RunningIkelb running, Example example, boolean there) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                running
                        .ikelb("plugins")
                        .out()
                        .contains("org.ikelb.example." + example.plugin.replace('-', '.'))
                    == there);
  }

  private static void awaitNoPluginMissing(RunningIkelb running) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !running.ikelb("warnings").out().contains("plugin-missing"));
  }

  private void awaitNewClient(int host) throws IOException {
    SimulatedClient newcomer = client(host, ikelb()).connect();
    clients.add(newcomer);
    assertEquals(Set.of(2L), newcomer.gateways());
  }

  private static void awaitFootprint(RunningIkelb running, Gogo gogo, Footprint before) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Footprint after = Footprint.of(running.pid(), gogo);
              assertTrue(after.isNoMoreThan(before), () -> "before " + before + ", after " + after);
            });
  }
}
