package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ikelb.acceptance.PluginJar;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.ikelb.acceptance.plugins.tiny.Backwards;
import org.ikelb.acceptance.plugins.tiny.InOrder;
import org.ikelb.spi.BalancingMethodFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bundles offer a balancing method of one name. */
class TwoWithOneNameTest {
  private final String net = "127.80.%d.".formatted(1 + new Random().nextInt(250));

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;
  private int host = 20;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(topology());
  }

  @Test
  @SuppressWarnings("try") // the gateways echo as long as they are open
  void theHigherRankingIsUsedAsLongAsItIsThereAndThatIsSaid() throws Exception {
    deploy("in-order", InOrder.class, "ikelb.name=same");
    try (NumberedGateway one = new NumberedGateway(new InetSocketAddress(net + "11", 9501), 1);
        NumberedGateway two = new NumberedGateway(new InetSocketAddress(net + "12", 9501), 2);
        RunningIkelb running = unpacked.startAndAwaitReady()) {
      awaitGateway(1);

      deploy("backwards", Backwards.class, "ikelb.name=same", "service.ranking:Integer=10");
      awaitGateway(2);
      String said =
          "Two bundles offer the balancing method \"same\": that of org.ikelb.tiny.backwards 1.0.0 is"
              + " used (service ranking 10), that of org.ikelb.tiny.in-order 1.0.0 is not (0).";
      await("it is said").until(() -> running.ikelb("warnings").out().contains(said));

      Files.delete(unpacked.home().resolve("deploy/backwards.jar"));
      awaitGateway(1);
      assertFalse(running.ikelb("warnings").out().contains("plugin-twice"));
    }
  }

  private void deploy(String name, Class<?> method, String... properties) throws IOException {
    Path jar = directory.resolve("next");
    String bundle = "org.ikelb.tiny." + name;
    PluginJar.of(method, BalancingMethodFactory.class, List.of(properties), bundle, "1.0.0", jar);
    Path deployed = unpacked.home().resolve("deploy/" + name + ".jar");
    Files.move(jar, deployed, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Until a client that was not there before gets to this gateway. */
  private void awaitGateway(long number) {
    await("clients get to gateway " + number)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              InetSocketAddress own = new InetSocketAddress(net + ++host, 0);
              InetSocketAddress ikelb = new InetSocketAddress(net + "10", 9500);
              try (SimulatedClient client = new SimulatedClient(own, ikelb, 0x2000 + host)) {
                assertEquals(Set.of(number), client.connect().gateways());
              }
            });
  }

  private String topology() {
    return """
        {
          "version": 1,
          "virtualServers": {
            "ike": {
              "address": "NET10", "port": 9500, "protocol": "ike", "gatewayPort": 9501, "pool": "vpn"
            }
          },
          "persistencyGroups": { "vpn": { "virtualServers": ["ike"], "strategy": "ike-spi" } },
          "pools": {
            "vpn": {
              "method": "same",
              "gateways": { "vpn1": { "address": "NET11" }, "vpn2": { "address": "NET12" } }
            }
          }
        }
        """
        .replace("NET", net);
  }
}
