package org.ikelb.core.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.ikelb.spi.StateStore;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/** A store that keeps entries one by one, as long as the object lives; it fails on demand. */
final class MemoryStore implements StateStore {
  final List<StateStoreChanges> batches = new ArrayList<>();
  private final Map<StateStoreKind, Map<String, StateStoreEntry>> kept =
      new EnumMap<>(StateStoreKind.class);
  volatile boolean throwing;
  volatile boolean hanging;
  private final CountDownLatch never = new CountDownLatch(1);

  synchronized int size(StateStoreKind kind) {
    return kept.getOrDefault(kind, Map.of()).size();
  }

  synchronized int batches() {
    return batches.size();
  }

  @Override
  public synchronized Collection<StateStoreEntry> load(StateStoreKind kind) {
    return List.copyOf(kept.getOrDefault(kind, Map.of()).values());
  }

  @Override
  public void save(StateStoreChanges changes) throws IOException {
    if (throwing) {
      throw new IOException("the disk is gone");
    }
    if (hanging) {
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    take(changes);
  }

  private synchronized void take(StateStoreChanges changes) {
    batches.add(changes);
    Map<String, StateStoreEntry> entries =
        kept.computeIfAbsent(changes.kind(), kind -> new LinkedHashMap<>());
    if (changes.complete()) {
      entries.clear();
    }
    changes.removals().forEach(entries::remove);
    changes.puts().forEach(entry -> entries.put(entry.key(), entry));
  }

  @Override
  public synchronized void setAside(StateStoreKind kind, String why) {
    kept.remove(kind);
  }

  /** Changes what it has. */
  synchronized void replaceAll(StateStoreKind kind, Function<StateStoreEntry, StateStoreEntry> by) {
    kept.getOrDefault(kind, Map.of()).replaceAll((key, entry) -> by.apply(entry));
  }
}
