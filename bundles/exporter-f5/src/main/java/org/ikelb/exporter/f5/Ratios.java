package org.ikelb.exporter.f5;

import java.math.BigInteger;
import java.util.List;
import org.ikelb.exporter.kit.Served;

/**
 * Weights as ratios of 1 to 100, as small as they can be.
 *
 * <p>Immutable and thread-safe.
 *
 * @param divisor common to all weights
 * @param largest the largest weight, divided by it
 * @param areEqual whether no gateway gets more than another, those that get none aside
 */
record Ratios(int divisor, int largest, boolean areEqual) {
  private static final int MAX = 100;

  static Ratios of(List<Served.Member> members) {
    List<Integer> weights =
        members.stream().map(member -> member.gateway().weight()).filter(w -> w > 0).toList();
    int divisor =
        weights.stream()
            .map(weight -> BigInteger.valueOf(weight))
            .reduce(BigInteger.ZERO, BigInteger::gcd)
            .max(BigInteger.ONE)
            .intValue();
    int largest = weights.stream().mapToInt(Integer::intValue).max().orElse(divisor) / divisor;
    return new Ratios(divisor, largest, weights.stream().distinct().count() < 2);
  }

  /** Whether ratios are to each other as weights are. */
  boolean areExact() {
    return largest <= MAX;
  }

  /** The member's ratio; 1 for a weight of 0. */
  int of(Served.Member member) {
    int weight = member.gateway().weight() / divisor;
    int ratio = areExact() ? weight : Math.round((float) weight * MAX / largest);
    return Math.max(1, ratio);
  }
}
