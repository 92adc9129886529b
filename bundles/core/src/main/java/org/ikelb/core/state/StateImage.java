package org.ikelb.core.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/**
 * What a store has, as far as is known; so, what it is to be told.
 *
 * <p>Not thread-safe.
 */
public final class StateImage {
  private final Map<StateStoreKind, Map<String, StateStoreEntry>> taken =
      new EnumMap<>(StateStoreKind.class);

  /**
   * What the store does not know yet.
   *
   * @param now all there is of the kind, each key once
   * @return empty: it knows all
   */
  public Optional<StateStoreChanges> changes(StateStoreKind kind, Collection<StateStoreEntry> now) {
    Map<String, StateStoreEntry> before = taken.get(kind);
    Map<String, StateStoreEntry> known = before == null ? Map.of() : before;
    Map<String, StateStoreEntry> after = new LinkedHashMap<>();
    List<StateStoreEntry> puts = new ArrayList<>();
    for (StateStoreEntry entry : now) {
      StateStoreEntry old = known.get(entry.key());
      if (entry.equals(old)) {
        after.put(entry.key(), old); // the other one is garbage at once
      } else {
        after.put(entry.key(), entry);
        puts.add(entry);
      }
    }
    List<String> removals = known.keySet().stream().filter(key -> !after.containsKey(key)).toList();
    if (before != null && puts.isEmpty() && removals.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StateStoreChanges(
            kind, before == null, List.copyOf(puts), removals, List.copyOf(after.values())));
  }

  /** The store has taken these. */
  public void taken(StateStoreChanges changes) {
    Map<String, StateStoreEntry> has = new LinkedHashMap<>();
    changes.everything().forEach(entry -> has.put(entry.key(), entry));
    taken.put(changes.kind(), has);
  }
}
