package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin of each kind is installed, started, updated, stopped and uninstalled in random order,
 * from the shell and in {@code deploy/}, while clients talk every 100 ms. {@code -Dikelb.rounds=N}
 * says how often each step is made, {@code -Dikelb.seed=N} repeats an order. The same with real
 * tunnels: {@link PluginsUnderTunnelsTest}.
 */
class PluginsUnderTrafficTest {
  private static final int ROUNDS = Integer.getInteger("ikelb.rounds", 10);
  private static final int CLIENTS = 4;

  private final long seed = Long.getLong("ikelb.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String net = "127.78.%d.".formatted(1 + new Random().nextInt(250));
  private final List<SimulatedClient> clients = new ArrayList<>();

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;
  private NumberedGateway gateway1;
  private NumberedGateway gateway2;
  private SimulatedClient control;

  @BeforeEach
  void prepare() throws Exception {
    System.out.println("-Dikelb.seed=" + seed + " -Dikelb.rounds=" + ROUNDS);
    unpacked = UnpackedIkelb.in(directory).setting("felix.fileinstall.poll", PluginLives.POLL);
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
              "method": "in-order",
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
  void eachStepOfEachKindCostsNothingAndLeavesNothing() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady();
        Gogo gogo = new Gogo(unpacked.home())) {
      PluginLives lives = new PluginLives(gogo, unpacked.home(), random);
      lives.begin();
      awaitNoPluginMissing(running);
      connectAll();
      lives.play(2);
      awaitNoPluginMissing(running);
      Footprint before = Footprint.of(running.pid(), gogo);

      lives.play(ROUNDS);

      awaitNoPluginMissing(running);
      assertNothingLost();
      awaitNewClient(30);
      before.awaitAgain(running.pid(), gogo);
    }
  }

  @Test
  void aChangeOfStrategyLeavesSessionsWhereTheyAre() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady();
        Gogo gogo = new Gogo(unpacked.home())) {
      new PluginLives(gogo, unpacked.home(), random).begin();
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
}
