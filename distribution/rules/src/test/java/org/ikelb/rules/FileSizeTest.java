package org.ikelb.rules;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Files are short. */
class FileSizeTest {
  private static final long MOST_LINES = 300;

  /** Longer today. Nothing may be added; what has become shorter must be struck out. */
  private static final Set<String> FROZEN =
      Set.of("LoopRelay.java", "Session.java", "SessionUpstream.java");

  @Test
  void noFileHasMoreThanThreeHundredLines() {
    Set<String> found =
        Module.all().stream()
            .flatMap(module -> module.files().stream())
            .filter(file -> lines(file) > MOST_LINES)
            .map(file -> file.getFileName().toString())
            .collect(toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(FROZEN), found, "files that are longer: frozen, found");
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
