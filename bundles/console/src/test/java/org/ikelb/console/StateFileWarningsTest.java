package org.ikelb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.Warning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileWarningsTest {
  @TempDir private Path state;

  @BeforeEach
  void twoFiles() throws IOException {
    Files.createDirectory(state.resolve("config"));
    for (String file : List.of("console.users", "lock", "config/org.example.config")) {
      Files.writeString(state.resolve(file), "secret");
      allow(file, "rw-r--r--");
    }
    allow("config", "rwxr-xr-x");
  }

  private void allow(String file, String permissions) throws IOException {
    Path path = file.isEmpty() ? state : state.resolve(file);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private List<String> open() {
    return new StateFileWarnings(Optional.of(state))
        .warnings().stream()
            .map(Warning::subject)
            .map(file -> state.relativize(Path.of(file)))
            .map(Path::toString)
            .toList();
  }

  @Test
  void filesThatOthersCanReadAreNamedExceptTheLock() throws IOException {
    allow("", "rwxr-xr-x");
    assertEquals(List.of("config/org.example.config", "console.users"), open());
    allow("console.users", "rw-------");
    assertEquals(List.of("config/org.example.config"), open());
  }

  @Test
  void nobodyReadsAnythingInAFolderThatIsClosed() throws IOException {
    allow("", "rwx------");
    assertEquals(List.of(), open());
  }

  @Test
  void theGroupIsAmongTheOthers() throws IOException {
    allow("", "rwx--x---");
    allow("config/org.example.config", "rw-------");
    assertEquals(List.of("console.users"), open());
    allow("console.users", "rw----r--");
    assertEquals(List.of(), open());
  }

  @Test
  void whereNothingIsKeptNothingIsOpen() {
    assertEquals(List.of(), new StateFileWarnings(Optional.empty()).warnings());
    assertTrue(new StateFileWarnings(Optional.of(state.resolve("absent"))).warnings().isEmpty());
  }
}
