package org.ikelb.acceptance.plugins.tiny;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ikelb.spi.StateStore;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/**
 * The state store that keeps everything as long as the bundle runs.
 *
 * <p>Thread-safe.
 */
public final class InMemory implements StateStore {
  private final Map<StateStoreKind, List<StateStoreEntry>> kept = new ConcurrentHashMap<>();

  @Override
  public Collection<StateStoreEntry> load(StateStoreKind kind) {
    return kept.getOrDefault(kind, List.of());
  }

  @Override
  public void save(StateStoreChanges changes) {
    kept.put(changes.kind(), List.copyOf(changes.everything()));
  }

  @Override
  public void setAside(StateStoreKind kind, String why) {
    kept.remove(kind);
  }
}
