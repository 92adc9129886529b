package org.ikelb.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
  @TempDir Path directory;

  @Test
  void makesTheDirectoryForItsOwnerOnly() throws Exception {
    Path state = directory.resolve("a/state");
    try (StateLock lock = StateLock.take(state)) {
      assertEquals(state.resolve("cache"), lock.cache());
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    }
  }

  @Test
  void namesTheProcessThatHasIt() throws Exception {
    String self = String.valueOf(ProcessHandle.current().pid());
    try (StateLock lock = StateLock.take(directory)) {
      assertEquals(self, Files.readString(lock.cache().resolveSibling("lock")).strip());
      CannotStart refused = assertThrows(CannotStart.class, () -> StateLock.take(directory));

      assertTrue(
          refused.getMessage().contains("in use by process " + self + "\n"), refused::getMessage);
      assertTrue(refused.getMessage().contains("java"), refused::getMessage);
    }
  }

  @Test
  void canBeTakenAgainOnceReleased() throws Exception {
    StateLock.take(directory).close();
    StateLock.take(directory).close();
  }

  @Test
  void saysWhichDirectoryCannotBeUsed() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    CannotStart refused = assertThrows(CannotStart.class, () -> StateLock.take(file));

    assertTrue(refused.getMessage().contains(file.toString()), refused::getMessage);
    assertTrue(refused.getMessage().contains("IKELB_STATE"), refused::getMessage);
  }
}
