package org.ikelb.api.plugin;

import java.util.Comparator;
import java.util.Map;

/**
 * Which of several services counts, as everywhere in OSGi: the one with the higher service ranking,
 * then the older one. The least is the one that counts.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ranking the service ranking
 * @param serviceId lower is older
 */
public record Ranking(int ranking, long serviceId) implements Comparable<Ranking> {
  /** Behind all others. */
  public static final Ranking LAST = new Ranking(Integer.MIN_VALUE, Long.MAX_VALUE);

  private static final Comparator<Ranking> ORDER =
      Comparator.comparing(Ranking::ranking).reversed().thenComparing(Ranking::serviceId);

  /** The one of the service with these properties. */
  public static Ranking of(Map<String, Object> properties) {
    Object ranking = properties.get("service.ranking");
    Object id = properties.get("service.id");
    return new Ranking(
        ranking instanceof Integer number ? number : 0, id instanceof Long number ? number : 0);
  }

  @Override
  public int compareTo(Ranking other) {
    return ORDER.compare(this, other);
  }
}
