package org.ikelb.exporter.kit;

import java.util.Collection;
import java.util.Optional;
import org.ikelb.api.topology.Gateway;

/**
 * The weights of gateways on a product that allows 1 to a largest one. Larger ones are divided:
 * exactly where whole numbers allow it, else so that the largest becomes what is allowed.
 *
 * <p>Immutable and thread-safe.
 */
public final class Weights {
  private final int allowed;
  private final String member;
  private final int largest;
  private final int divisor;
  private final boolean equal;

  private Weights(int allowed, String member, int largest, int divisor, boolean equal) {
    this.allowed = allowed;
    this.member = member;
    this.largest = largest;
    this.divisor = divisor;
    this.equal = equal;
  }

  /**
   * Compares the weights.
   *
   * @param gateways all that share the same clients
   * @param allowed the product's largest weight
   * @param member what the product calls a gateway
   */
  public static Weights of(Collection<Gateway> gateways, int allowed, String member) {
    int largest = gateways.stream().mapToInt(Gateway::weight).max().orElse(1);
    int divisor =
        largest <= allowed
            ? 1
            : gateways.stream().mapToInt(Gateway::weight).reduce(0, Weights::common);
    boolean equal =
        gateways.stream().mapToInt(Gateway::weight).filter(w -> w > 0).distinct().count() < 2;
    return new Weights(allowed, member, largest, divisor, equal);
  }

  /** Whether no gateway gets more than another, those that get none aside. */
  public boolean areEqual() {
    return equal;
  }

  /** The product's weight, 1 or more; a gateway of weight 0 has none, asking for it gives 1. */
  public int of(Gateway gateway) {
    long share =
        areExact()
            ? gateway.weight() / divisor
            : (2L * gateway.weight() * allowed + largest) / (2L * largest);
    return (int) Math.max(1, share);
  }

  /** What the administrator has to know of a weight that became another one, a sentence. */
  public Optional<String> change(Gateway gateway) {
    if (gateway.weight() == 0) {
      return Optional.of("A weight of 0 became a disabled " + member + ".");
    }
    if (of(gateway) == gateway.weight()) {
      return Optional.empty();
    }
    return Optional.of(
        "It is at most "
            + allowed
            + ": "
            + gateway.weight()
            + " became "
            + of(gateway)
            + ", in proportion to the others"
            + (areExact() ? "." : " as near as 1 to " + allowed + " allow."));
  }

  private boolean areExact() {
    return largest / divisor <= allowed;
  }

  private static int common(int a, int b) {
    return b == 0 ? a : common(b, a % b);
  }
}
