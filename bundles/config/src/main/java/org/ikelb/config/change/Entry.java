package org.ikelb.config.change;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;

/**
 * A topology of the history.
 *
 * @param topology what others see of it
 * @param text the text it was read from
 * @param weights set by hand while it ran, by {@code pool/gateway}; they come back with it
 */
record Entry(AppliedTopology topology, String text, Map<String, Integer> weights) {
  Entry {
    weights = Map.copyOf(weights);
  }

  static Entry of(
      long number,
      Instant at,
      String author,
      String source,
      String text,
      Map<String, Integer> weights) {
    AppliedTopology topology =
        new AppliedTopology(number, at, author, source, Standing.CONFIRMED, Optional.empty());
    return new Entry(topology, text, weights);
  }

  long number() {
    return topology.number();
  }

  boolean is(Standing standing) {
    return topology.standing() == standing;
  }

  /** The same, with other weights in force. */
  Entry with(Map<String, Integer> set) {
    return new Entry(topology, text, set);
  }

  /** The same, waiting to be confirmed until then. */
  Entry unconfirmedUntil(Instant end) {
    return with(Standing.UNCONFIRMED, Optional.of(end));
  }

  /** The same, after its fate was decided. */
  Entry decided(Standing standing) {
    return with(standing, Optional.empty());
  }

  private Entry with(Standing standing, Optional<Instant> confirmBy) {
    AppliedTopology changed =
        new AppliedTopology(
            topology.number(),
            topology.at(),
            topology.author(),
            topology.source(),
            standing,
            confirmBy);
    return new Entry(changed, text, weights);
  }
}
