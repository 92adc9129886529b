package org.ikelb.core.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ikelb.spi.StateStoreEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir private Path directory;
  private Path path;
  private StateFile file;

  @BeforeEach
  void chooseFile() {
    path = directory.resolve("sessions");
    file = new StateFile(path);
  }

  private static final List<StateStoreEntry> ENTRIES =
      List.of(
          new StateStoreEntry("a/1", 1, new byte[] {1, 2, 3}),
          new StateStoreEntry("b", 255, new byte[] {}),
          new StateStoreEntry("c", 7, new byte[70_000]));

  private static final List<StateStoreEntry> FEW = ENTRIES.subList(0, 2);

  @Test
  void bringsBackWhatWasSaved() throws IOException {
    file.save(ENTRIES);
    assertEquals(Optional.of(ENTRIES), file.load());
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    file.save(ENTRIES);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void hasNothingBeforeTheFirstSave() {
    assertEquals(Optional.empty(), file.load());
  }

  @Test
  void setsAsideWhatIsBrokenForeignOrNewerAndTrustsNoneOfIt() throws IOException {
    file.save(FEW);
    byte[] good = Files.readAllBytes(path);
    Random random = new Random(42);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bad);
      assertEquals(Optional.empty(), file.load(), "byte " + i);
      assertFalse(Files.exists(path));
      Path aside = directory.resolve("sessions.unreadable");
      assertArrayEquals(bad, Files.readAllBytes(aside));
      Files.delete(aside);
    }
  }

  @Test
  void keepsWhatWasSetAsideBefore() throws IOException {
    for (String broken : List.of("first", "second", "third")) {
      Files.writeString(path, broken);
      assertEquals(Optional.empty(), file.load());
    }
    assertEquals("first", Files.readString(directory.resolve("sessions.unreadable")));
    assertEquals("second", Files.readString(directory.resolve("sessions.unreadable.2")));
    assertEquals("third", Files.readString(directory.resolve("sessions.unreadable.3")));
  }

  @Test
  void setsAsideWhatWasCut() throws IOException {
    file.save(FEW);
    byte[] good = Files.readAllBytes(path);
    for (int length = 0; length < good.length; length++) {
      Files.write(path, Arrays.copyOf(good, length));
      assertEquals(Optional.empty(), file.load(), "cut at " + length);
    }
  }
}
