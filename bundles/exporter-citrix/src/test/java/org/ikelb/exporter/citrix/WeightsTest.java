package org.ikelb.exporter.citrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.exporter.kit.Draft;
import org.ikelb.exporter.kit.Findings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
  @ParameterizedTest
  @CsvSource({
    "'1 1 100', '1 1 100', 0",
    "'200 100 500', '2 1 5', 3",
    "'300 101 0', '100 34 1', 2",
    "'1000 1 1', '100 1 1', 3",
    "'0 0 0', '1 1 1', 0"
  })
  void areKeptInProportion(String written, String exported, int changed) {
    int[] weights = Stream.of(written.split(" ")).mapToInt(Integer::parseInt).toArray();
    Gateway[] gateways =
        IntStream.range(0, weights.length)
            .mapToObj(
                i -> Draft.gateway("g" + i, weights[i], OptionalInt.empty(), "10.0.0." + (i + 1)))
            .toArray(Gateway[]::new);
    Pool pool =
        new Draft()
            .server("ike", 500, 500, "vpn", "203.0.113.10")
            .group("g", PluginUse.of("ike-spi"), Duration.ofHours(1), "ike")
            .pool("vpn", "maglev", gateways)
            .topology()
            .pools()
            .get("vpn");
    Findings findings = new Findings();

    Weights scaled = Weights.of(pool, findings);

    List<String> seen = new ArrayList<>();
    pool.gateways().values().forEach(gateway -> seen.add(String.valueOf(scaled.of(gateway))));
    assertEquals(exported, String.join(" ", seen));
    assertEquals(changed, findings.toList().size());
  }
}
