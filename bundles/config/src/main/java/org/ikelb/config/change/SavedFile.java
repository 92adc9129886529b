package org.ikelb.config.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.SafeChanges.Saved;
import org.ikelb.api.host.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the topology file and keeps its previous text beside it. */
final class SavedFile {
  private static final Logger LOG = LoggerFactory.getLogger(SavedFile.class);
  private static final Set<PosixFilePermission> NEW = PosixFilePermissions.fromString("rw-r-----");

  private SavedFile() {}

  /** Writes it, unless that text is in it already. */
  static Saved write(Path location, String text, String author) throws IOException {
    if (!Files.exists(location)) {
      WholeFile.replace(location, UTF_8.encode(text), NEW);
      return said(new Saved(location, Optional.empty()), author);
    }
    Path file = location.toRealPath(); // a link stays one
    String before = Files.readString(file);
    if (before.equals(text)) {
      return new Saved(location, Optional.empty());
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    Path previous = file.resolveSibling(file.getFileName() + ".previous");
    WholeFile.replace(previous, UTF_8.encode(before), permissions);
    WholeFile.replace(file, UTF_8.encode(text), permissions);
    return said(new Saved(location, Optional.of(previous)), author);
  }

  private static Saved said(Saved saved, String author) {
    LOG.info(
        "event=topology-file-written file={} author=\"{}\" previous={}",
        saved.file(),
        author,
        saved.previous().map(Path::toString).orElse("-"));
    return saved;
  }
}
