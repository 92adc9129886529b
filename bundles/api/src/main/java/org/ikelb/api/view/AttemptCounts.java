package org.ikelb.api.view;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What attempts to log in came to, counted since ikelb started.
 *
 * @param pool its name
 * @param gateway its name in the pool; empty: those that came to no gateway
 * @param counts by outcome, every one that there can be
 */
public record AttemptCounts(String pool, String gateway, Map<AttemptOutcome, Long> counts) {
  public AttemptCounts {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}
