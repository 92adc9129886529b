package org.ikelb.exporter.citrix;

import java.util.Collection;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Pool;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.Paths;

/**
 * The weights of a pool's gateways in the range 1 to 100. Larger ones are divided: exactly where
 * that is possible, else so that the largest becomes 100.
 *
 * <p>Immutable.
 */
final class Weights {
  private static final int LARGEST = 100;

  private final int largest;
  private final int divisor;

  private Weights(int largest, int divisor) {
    this.largest = largest;
    this.divisor = divisor;
  }

  static Weights of(Pool pool, Findings findings) {
    Collection<Gateway> gateways = pool.gateways().values();
    int largest = gateways.stream().mapToInt(Gateway::weight).max().orElse(1);
    if (largest <= LARGEST) {
      return new Weights(largest, 1);
    }
    int divisor = gateways.stream().mapToInt(Gateway::weight).reduce(0, Weights::divisor);
    Weights weights = new Weights(largest, divisor);
    for (Gateway gateway : gateways) {
      if (gateway.weight() > 0) {
        findings.changed(
            Paths.of("pools", pool.name(), "gateways", gateway.id().gateway(), "weight"),
            CitrixExporter.PRODUCT
                + " allows 1 to 100: "
                + gateway.weight()
                + " became "
                + weights.of(gateway)
                + ", in proportion to the others.");
      }
    }
    return weights;
  }

  /** 1 to 100; a gateway of weight 0 has none, asking for it gives 1. */
  int of(Gateway gateway) {
    int exact = gateway.weight() / divisor;
    boolean fits = largest / divisor <= LARGEST;
    return Math.max(1, fits ? exact : Math.round(gateway.weight() * (float) LARGEST / largest));
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
