package org.ikelb.api.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files wholly or not at all: a crash or a power cut leaves the old content or the new one,
 * and what was written is on disk.
 *
 * <p>Pure functions; one thread at a time for a file.
 */
public final class WholeFile {
  /** For what only ikelb may read. */
  public static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(PosixFilePermissions.fromString("rw-------"));

  private WholeFile() {}

  /**
   * Puts another content in place of a file's, or makes the file.
   *
   * @param permissions that it has afterwards, whatever the umask says
   * @throws IOException if it could not be written; it is as it was, unless only the folder could
   *     not be synced
   */
  public static void replace(Path file, ByteBuffer content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(false);
    }
    Files.setPosixFilePermissions(temporary, permissions);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true); // else a power cut may bring the old name back
    }
  }
}
