package org.ikelb.config.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.host.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the history outlives a restart. A file that is broken or of a newer version is set aside
 * and said so, never trusted, never deleted.
 *
 * <p>Not thread-safe.
 *
 * @param path empty: nothing outlives a restart
 */
record HistoryFile(Optional<Path> path) {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

  List<Entry> load() {
    if (path.isEmpty()) {
      return List.of();
    }
    Path file = path.get();
    try {
      return HistoryJson.read(Files.readString(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | RuntimeException e) {
      setAside(file, e);
      return List.of();
    }
  }

  /** Replaces what was saved last. */
  void save(List<Entry> entries) throws IOException {
    if (path.isPresent()) {
      WholeFile.replace(path.get(), UTF_8.encode(HistoryJson.write(entries)), WholeFile.OWNER_ONLY);
    }
  }

  private static void setAside(Path file, Exception cause) {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".unreadable." + i);
    }
    try {
      Files.move(file, aside);
      LOG.error("event=topology-history-set-aside file={} kept_as={}", file, aside, cause);
    } catch (IOException e) {
      LOG.error("event=topology-history-unreadable file={}", file, e);
    }
  }
}
