package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an administrator sees before unpacking. */
class ArchiveTest {
  @Test
  void hasOneTopFolderNamedAfterTheVersion() throws Exception {
    String name = UnpackedIkelb.archive().getFileName().toString();

    assertEquals(
        Set.of(name.substring(0, name.length() - ".tar.gz".length())), parts(list("tzf"), 0));
  }

  @Test
  void hasTheFoldersAndPapersThatTheDocumentationNames() throws Exception {
    Set<String> expected =
        Set.of(
            "bin",
            "conf",
            "deploy",
            "docs",
            "lib",
            "share",
            "system",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "SECURITY.md",
            "THIRD-PARTY.md");

    assertEquals(new TreeSet<>(expected), parts(list("tzf"), 1));
  }

  @Test
  void isNobodysAndOnlyItsProgramIsExecutable() throws Exception {
    List<String> files = list("tvzf").stream().filter(line -> line.startsWith("-")).toList();

    List<String> executable = files.stream().filter(line -> line.startsWith("-rwxr-xr-x")).toList();
    assertEquals(1, executable.size(), executable::toString);
    assertTrue(executable.get(0).endsWith("/bin/ikelb"), executable::toString);
    assertEquals(
        List.of(),
        files.stream().filter(line -> line.charAt(5) == 'w' || line.charAt(8) == 'w').toList());
  }

  /** The distinct names at this depth. */
  private static Set<String> parts(List<String> paths, int depth) {
    Set<String> parts = new TreeSet<>();
    for (String path : paths) {
      String[] names = path.split("/", -1);
      if (names.length > depth && !names[depth].isEmpty()) {
        parts.add(names[depth]);
      }
    }
    return parts;
  }

  private static List<String> list(String options) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", options, UnpackedIkelb.archive().toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, tar.waitFor(), lines::toString);
    return lines;
  }
}
