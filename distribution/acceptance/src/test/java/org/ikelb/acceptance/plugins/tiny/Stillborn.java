package org.ikelb.acceptance.plugins.tiny;

import java.util.Collection;
import java.util.List;
import org.ikelb.spi.StateStore;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/**
 * The state store that cannot be made.
 *
 * <p>Immutable and thread-safe.
 */
public final class Stillborn implements StateStore {
  public Stillborn() {
    throw new IllegalStateException("out of ink");
  }

  @Override
  public Collection<StateStoreEntry> load(StateStoreKind kind) {
    return List.of();
  }

  @Override
  public void save(StateStoreChanges changes) {}

  @Override
  public void setAside(StateStoreKind kind, String why) {}
}
