package org.ikelb.core.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Clients that re-key, roam, rebind, dial again, open other tunnels, hang up and fall silent,
 * gateways that come, go, forget and remember, restarts and crashes, loops that are behind, and
 * attackers who see all of it, in any order, against a model of what each of them must get. Run for
 * longer with {@code -Dikelb.model.seconds=3600}; the seed is printed when it fails, and the first
 * when it does not. With {@code -Dikelb.model.only=quiet,tunnels} only these of the rarer events
 * happen, see {@link ModelEvent}.
 *
 * <p>The world that failed is the first of the next run, until it holds: the build runs what failed
 * again, and must not be lucky with other seeds.
 */
class FollowingModelTest {
  private static final Path FAILED = Path.of("target", "following-model-failed-seed");

  @Test
  void holdsForRandomSeeds() throws IOException {
    long seconds = Long.getLong("ikelb.model.seconds", 3);
    long first = Long.getLong("ikelb.model.seed", failedBefore());
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long seed = first;
    do {
      try {
        new ModelWorld(seed).run();
      } catch (AssertionError | RuntimeException e) {
        Files.writeString(FAILED, Long.toString(seed));
        throw new AssertionError(
            "world %d: -Dikelb.model.seed=%d (the first was %d)"
                .formatted(seed - first + 1, seed, first),
            e);
      }
      if (seed == first) {
        Files.deleteIfExists(FAILED);
      }
      seed++;
    } while (System.nanoTime() - end < 0);
    System.out.println(
        "the model held for %d worlds of %d steps, from seed %d, in %d s"
            .formatted(seed - first, ModelWorld.STEPS, first, seconds));
  }

  private static long failedBefore() throws IOException {
    return Files.exists(FAILED)
        ? Long.parseLong(Files.readString(FAILED).strip())
        : System.nanoTime();
  }
}
