package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.plugins.tiny.Hanging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A strategy from {@code deploy/} never comes back to one of two event loops, while clients talk:
 * it is named, the other loop loses nothing, and whoever acts can act.
 */
class HangingStrategyTest {
  private static final int CLIENTS = 12;
  private static final int TERMINATED = 143;

  /** What ikelb promises is two to five seconds; the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final String net = "127.81.%d.".formatted(1 + new Random().nextInt(250));
  private final List<SimulatedClient> clients = new ArrayList<>();

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void deploy() throws Exception {
    unpacked =
        UnpackedIkelb.in(directory).setting("ikelb.loops", "2").topology(topology("hanging"));
    HangingJar.deploy(unpacked.home());
  }

  @Test
  @SuppressWarnings("try") // the gateways answer as long as they are open
  void isNamedAndStopsNeitherTheOtherLoopNorWhoeverActsNorTheStop() throws Exception {
    try (NumberedGateway one = new NumberedGateway(new InetSocketAddress(net + "11", 9501), 1);
        NumberedGateway two = new NumberedGateway(new InetSocketAddress(net + "12", 9501), 2);
        RunningIkelb running = unpacked.startAndAwaitReady()) {
      await("the strategy is there")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !running.ikelb("warnings").out().contains("plugin-missing"));
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(client(20 + i, 0x1000 + i).connect());
      }

      try (SimulatedClient bad = client(200, Hanging.SPI)) {
        assertFalse(bad.opens());
      }
      int before = clients.stream().mapToInt(SimulatedClient::asked).max().orElseThrow();
      await("it is named in the log")
          .atMost(SOON)
          .until(() -> running.output().contains("event=plugin-hangs plugin=hanging"));
      await("and in the warnings")
          .atMost(SOON)
          .until(
              () ->
                  running
                      .ikelb("warnings")
                      .out()
                      .contains("The plugin \"hanging\" has not come back to loop "));

      assertEquals(0, soon(running, "status").exit());
      assertEquals(0, soon(running, "sessions").exit());
      assertEquals(0, soon(running, "drain", "vpn/vpn1").exit());
      assertEquals(0, soon(running, "ready", "vpn/vpn1").exit());
      unpacked.topology(topology("ike-spi"));
      String applied = soon(running, "config", "apply").done().out();
      assertTrue(applied.contains("strategy hanging -> ike-spi"), applied);
      aNewcomerGetsIn();
      assertOneLoopLosesNothing(before);

      long begun = System.nanoTime();
      assertEquals(TERMINATED, running.stop(), running::output);
      assertSoon("SIGTERM", begun);
    } finally {
      clients.forEach(SimulatedClient::close);
    }
  }

  private static Verb soon(RunningIkelb running, String... verb) throws Exception {
    long begun = System.nanoTime();
    Verb done = running.ikelb(verb);
    assertSoon(done.line(), begun);
    return done;
  }

  private static void assertSoon(String what, long begunNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
    assertTrue(took.compareTo(SOON) < 0, () -> what + " took " + took);
  }

  /** The kernel gives each client to a loop; every other one has to come to the one that turns. */
  private void aNewcomerGetsIn() throws IOException {
    boolean gotIn = false;
    for (int i = 0; i < 20 && !gotIn; i++) {
      SimulatedClient newcomer = client(100 + i, 0x2000 + i);
      clients.add(newcomer);
      gotIn = newcomer.opens();
    }
    assertTrue(gotIn, "none of 20");
  }

  /** A client of the loop that hangs gets no answer any more; those of the other lose none. */
  private void assertOneLoopLosesNothing(int before) {
    int served = 0;
    for (SimulatedClient client : clients.subList(0, CLIENTS)) {
      Set<Integer> lost = client.lost();
      if (lost.isEmpty()) {
        served++;
        assertTrue(client.asked() > before, "it has gone on");
        continue;
      }
      int first = lost.iterator().next();
      assertEquals(client.asked() - first + 1, lost.size(), "all since then, no other: " + lost);
    }
    assertTrue(served > 0 && served < CLIENTS, served + " of " + CLIENTS + " were served on");
  }

  private SimulatedClient client(int host, long spi) throws IOException {
    return new SimulatedClient(
        new InetSocketAddress(net + host, 0), new InetSocketAddress(net + "10", 9500), spi);
  }

  private String topology(String strategy) {
    return """
    {
      "version": 1,
      "virtualServers": {
        "ike": {
          "address": "NET10", "port": 9500, "protocol": "ike", "gatewayPort": 9501, "pool": "vpn"
        }
      },
      "persistencyGroups": { "vpn": { "virtualServers": ["ike"], "strategy": "STRATEGY" } },
      "pools": {
        "vpn": {
          "gateways": { "vpn1": { "address": "NET11" }, "vpn2": { "address": "NET12" } }
        }
      }
    }
    """
        .replace("NET", net)
        .replace("STRATEGY", strategy);
  }
}
