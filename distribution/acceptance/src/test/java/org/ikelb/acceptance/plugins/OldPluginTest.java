package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars that were compiled against {@code org.ikelb.spi} 1.0 go on working. They are the examples as
 * they were then, and are never built anew: a change of ikelb that breaks them breaks other
 * people's plugins. How they were built: {@code plugins/README.md} among the resources.
 */
class OldPluginTest {
  private final String net = "127.79.%d.".formatted(1 + new Random().nextInt(250));

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void deploy() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(topology());
    Files.writeString(directory.resolve("clients"), "block " + net + "21\n");
    for (Example example : Example.values()) {
      String name = "/plugins/" + example.plugin + "-1.0.jar";
      try (InputStream jar = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
        Files.copy(jar, unpacked.home().resolve("deploy/" + example.plugin + ".jar"));
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the gateways echo as long as they are open
  void pluginsOfVersion10GoOnWorking() throws Exception {
    try (NumberedGateway one = new NumberedGateway(new InetSocketAddress(net + "11", 9500), 1);
        NumberedGateway two = new NumberedGateway(new InetSocketAddress(net + "12", 9500), 2);
        RunningIkelb running = unpacked.startAndAwaitReady();
        SimulatedClient client = client(20);
        SimulatedClient blocked = client(21)) {
      client.connect(); // the first one after the start: the strategy must be there by then
      assertEquals(Set.of(2L), client.gateways(), running::output);
      assertFalse(blocked.opens(), "the guard blocks it");
      await("the monitor finds vpn1 down, and vpn2 up")
          .until(
              () -> {
                String gateways = running.ikelb("gateways").done().out();
                return isLine(gateways, "vpn/vpn1", "down") && isLine(gateways, "vpn/vpn2", "up");
              });
      Path exports = directory.resolve("exported");
      running.ikelb("export", "keepalived", "--out", exports.toString()).done();
      String exported = Files.readString(exports.resolve("keepalived.conf"));
      assertTrue(exported.contains("real_server " + net + "12 0"), exported);
      assertFalse(running.ikelb("warnings").out().contains("plugin-missing"), running::output);
    }
  }

  private SimulatedClient client(int host) throws IOException {
    return new SimulatedClient(
        new InetSocketAddress(net + host, 0), new InetSocketAddress(net + "10", 9500), host);
  }

  private static boolean isLine(String text, String first, String word) {
    return text.lines().anyMatch(line -> line.startsWith(first) && line.contains(word));
  }

  private String topology() {
    return """
        {
          "version": 1,
          "virtualServers": {
            "ike": {
              "address": "NET10", "port": 9500, "protocol": "ike", "gatewayPort": 9500, "pool": "vpn"
            }
          },
          "persistencyGroups": {
            "vpn": {
              "virtualServers": ["ike"],
              "strategy": {
                "type": "sites",
                "sites": [
                  { "name": "all", "prefixes": ["127.0.0.0/8"], "gateways": ["vpn2"] }
                ]
              }
            }
          },
          "pools": {
            "vpn": {
              "gateways": { "vpn1": { "address": "NET11" }, "vpn2": { "address": "NET12" } },
              "monitors": ["other"],
              "guards": [ { "type": "client-list", "file": "DIR/clients" } ]
            }
          },
          "monitors": {
            "other": {
              "type": "command", "interval": "5s", "timeout": "5s", "fall": 1,
              "command": ["/bin/sh", "-c", "[ {address} != NET11 ] || exit 2"]
            }
          }
        }
        """
        .replace("NET", net)
        .replace("DIR", directory.toString());
  }
}
