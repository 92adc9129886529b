package org.ikelb.core.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.ikelb.spi.StateStore;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/**
 * The store that ikelb ships: a small file for each kind, written whole when something of the kind
 * has changed. See {@link StateFile}.
 *
 * <p>Thread-safe as long as one thread saves.
 */
public final class FileStateStore implements StateStore {
  /** What it is called in messages. */
  public static final String NAME = "file";

  private final Path directory;

  /** Keeps the files in this directory, which is there. */
  public FileStateStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Collection<StateStoreEntry> load(StateStoreKind kind) {
    return file(kind).load().orElse(List.of());
  }

  @Override
  public void save(StateStoreChanges changes) throws IOException {
    StateFile file = file(changes.kind());
    if (!changes.everything().isEmpty() || file.exists()) {
      file.save(changes.everything());
    }
  }

  @Override
  public void setAside(StateStoreKind kind, String why) {
    file(kind).setAside(new IOException(why));
  }

  private StateFile file(StateStoreKind kind) {
    return new StateFile(directory.resolve(kind.key()));
  }
}
