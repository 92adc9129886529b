package org.ikelb.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  private void write(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    WholeFile.replace(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), permissions);
  }

  @Test
  void theFileHasTheContentAndThePermissionsThatWereAskedFor() throws IOException {
    Path file = folder.resolve("file");
    write(file, "one", WholeFile.OWNER_ONLY);
    assertEquals("one", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

    write(file, "two", PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals("two", Files.readString(file));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("file");
    write(file, "one", WholeFile.OWNER_ONLY);
    Files.createDirectories(folder.resolve("file.new").resolve("in the way"));
    assertThrows(IOException.class, () -> write(file, "two", WholeFile.OWNER_ONLY));
    assertEquals("one", Files.readString(file));
  }
}
