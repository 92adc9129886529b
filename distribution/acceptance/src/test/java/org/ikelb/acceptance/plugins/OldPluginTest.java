package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A jar that was compiled against {@code org.ikelb.spi} 1.0 goes on working. It is {@code
 * example-sites} as it was then, and is never built anew: a change of ikelb that breaks it breaks
 * other people's plugins.
 */
class OldPluginTest {
  private final String net = "127.79.%d.".formatted(1 + new Random().nextInt(250));

  @TempDir private Path directory;

  @Test
  @SuppressWarnings("try") // the gateways echo as long as they are open
  void aPluginOfVersion10PlacesSessions() throws Exception {
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory).topology(topology());
    try (InputStream jar =
        Objects.requireNonNull(getClass().getResourceAsStream("/plugins/sites-1.0.jar"))) {
      Files.copy(jar, unpacked.home().resolve("deploy/sites.jar"));
    }
    InetSocketAddress ikelb = new InetSocketAddress(net + "10", 9500);
    try (NumberedGateway one = new NumberedGateway(new InetSocketAddress(net + "11", 9501), 1);
        NumberedGateway two = new NumberedGateway(new InetSocketAddress(net + "12", 9501), 2);
        RunningIkelb running = unpacked.startAndAwaitReady();
        SimulatedClient client =
            new SimulatedClient(new InetSocketAddress(net + "20", 0), ikelb, 0x77).connect()) {
      assertEquals(Set.of(2L), client.gateways(), running::output);
    }
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
            "vpn": { "gateways": { "vpn1": { "address": "NET11" }, "vpn2": { "address": "NET12" } } }
          }
        }
        """
        .replace("NET", net);
  }
}
