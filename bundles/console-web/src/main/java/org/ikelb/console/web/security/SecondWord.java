package org.ikelb.console.web.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ikelb.api.BundleCost;
import org.jspecify.annotations.Nullable;

/**
 * Wants a second word for a press of a button that makes traffic stand still: the first one is
 * answered with what it costs, the same within a minute is done. Plugins stay one click.
 *
 * <p>Thread-safe.
 */
final class SecondWord {
  private static final Duration TIME = Duration.ofMinutes(1);

  /** Whoever presses again so soon has read nothing: it was a double click. */
  private static final Duration TOO_SOON = Duration.ofSeconds(2);

  private static final int REMEMBERED = 100;
  private static final String BUNDLES = "/bundles/";
  private static final String COMPONENTS = "/components";
  private static final String SYSTEM = "/vmstat";
  private static final Set<String> ENDS = Set.of("Stop", "Restart", "setStartLevel");
  private static final Set<String> STANDSTILLS = Set.of("stop", "uninstall", "update", "refresh");

  private final Supplier<@Nullable BundleCost> costs;

  /** When each was asked, by who asks for what; the eldest is first. */
  private final Map<Wish, Long> asked = new LinkedHashMap<>();

  /**
   * What somebody presses.
   *
   * @param path under the console's root, {@code /bundles/7}
   * @param action what its form says; empty: nothing
   */
  record Wish(String user, String path, String action) {}

  /**
   * @param costs as they are known at the moment, if they are
   */
  SecondWord(Supplier<@Nullable BundleCost> costs) {
    this.costs = costs;
  }

  /** What it costs, if that has not been said to this user just now. */
  synchronized Optional<String> question(Wish wish, long nowNanos) {
    Optional<String> cost = cost(wish);
    if (cost.isEmpty()) {
      return Optional.empty();
    }
    asked.values().removeIf(at -> nowNanos - at > TIME.toNanos());
    Long before = asked.get(wish);
    if (before != null && nowNanos - before >= TOO_SOON.toNanos()) {
      asked.remove(wish);
      return Optional.empty();
    }
    if (before == null && asked.size() >= REMEMBERED) {
      asked.remove(asked.keySet().iterator().next());
    }
    asked.putIfAbsent(wish, nowNanos);
    return cost.map(it -> it + ". To do it all the same, press it once more within a minute.");
  }

  private Optional<String> cost(Wish wish) {
    BundleCost known = costs.get();
    if (known == null) {
      return Optional.empty();
    }
    if (wish.path().startsWith(BUNDLES) && STANDSTILLS.contains(wish.action())) {
      return known.ofStopping(wish.path().substring(BUNDLES.length()));
    }
    if (wish.path().startsWith(COMPONENTS) && wish.action().startsWith("disable")) {
      return Optional.of("What is disabled may carry traffic, and stays so until it is enabled");
    }
    return wish.path().startsWith(SYSTEM) && ENDS.contains(wish.action())
        ? Optional.of(known.ofEverything())
        : Optional.empty();
  }
}
