package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdPartyTest {
  @TempDir Path directory;

  @Test
  void everyForeignJarIsNamedWithItsVersionInTheNotices() throws Exception {
    Path home = UnpackedIkelb.in(directory).home();
    String notices = Files.readString(home.resolve("THIRD-PARTY.md"));
    try (Stream<Path> files = Files.walk(home)) {
      List<String> unnamed =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".jar") && !file.startsWith("org.ikelb."))
              .filter(file -> !isNamed(file, notices))
              .toList();

      assertEquals(List.of(), unnamed);
    }
  }

  /** NAME-VERSION.jar or NAME-VERSION-PLATFORM.jar: one line has both. */
  private static boolean isNamed(String file, String notices) {
    String artifact = file.replaceFirst("-\\d.*", "");
    String version = file.substring(artifact.length() + 1).replaceFirst("(-linux.*)?\\.jar$", "");
    return notices.lines().anyMatch(line -> line.contains(artifact) && line.contains(version));
  }
}
