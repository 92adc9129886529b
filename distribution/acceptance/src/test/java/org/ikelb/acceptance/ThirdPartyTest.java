package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
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

  /** Felix's own is built around an older one, with holes that are known. */
  @Test
  void jettyIsTheOneThatTheNoticesName() throws Exception {
    Path home = UnpackedIkelb.in(directory).home();
    String notices = Files.readString(home.resolve("THIRD-PARTY.md"));
    try (Stream<Path> files = Files.list(home.resolve("system/60-run"))) {
      Path jar = files.filter(it -> it.toString().contains("jetty")).findFirst().orElseThrow();
      try (JarFile jetty = new JarFile(jar.toFile())) {
        Properties built = new Properties();
        built.load(
            jetty.getInputStream(jetty.getEntry("org/eclipse/jetty/version/build.properties")));
        String version = built.getProperty("version");
        assertTrue(version.matches("12\\.0\\.(3[89]|[4-9]\\d)"), version);
        assertTrue(notices.contains("(https://jetty.org/) " + version), version);
        assertEquals(version, jetty.getManifest().getMainAttributes().getValue("X-Jetty-Version"));
      }
    }
  }

  /** NAME-VERSION.jar or NAME-VERSION-PLATFORM.jar: one line has both. */
  private static boolean isNamed(String file, String notices) {
    String artifact = file.replaceFirst("-\\d.*", "");
    String version = file.substring(artifact.length() + 1).replaceFirst("(-linux.*)?\\.jar$", "");
    return notices.lines().anyMatch(line -> line.contains(artifact) && line.contains(version));
  }
}
