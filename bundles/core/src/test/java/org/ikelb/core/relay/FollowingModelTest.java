package org.ikelb.core.relay;

import org.junit.jupiter.api.Test;

/**
 * Clients that re-key, roam, rebind, dial again, open second tunnels and fall silent, gateways that
 * come and go, restarts, loops that are behind, and attackers who see all of it, in any order,
 * against a model of what each of them must get. Run for longer with {@code
 * -Dikelb.model.seconds=3600}; the seed is printed when it fails, and the first when it does not.
 */
class FollowingModelTest {

  @Test
  void holdsForRandomSeeds() {
    long end = System.nanoTime() + Long.getLong("ikelb.model.seconds", 3) * 1_000_000_000L;
    long first = Long.getLong("ikelb.model.seed", System.nanoTime());
    long seed = first;
    int runs = 0;
    do {
      try {
        new ModelWorld(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed: -Dikelb.model.seed=" + seed, e);
      }
      seed++;
      runs++;
    } while (System.nanoTime() - end < 0);
    System.out.println(
        "the model held for "
            + runs
            + " worlds of "
            + ModelWorld.STEPS
            + " steps, from seed "
            + first);
  }
}
