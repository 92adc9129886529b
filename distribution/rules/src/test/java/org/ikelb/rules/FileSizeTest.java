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

  @Test
  void noFileHasMoreThanThreeHundredLines() {
    Set<String> found =
        Module.all().stream()
            .flatMap(module -> module.files().stream())
            .filter(file -> lines(file) > MOST_LINES)
            .map(file -> file.getFileName().toString())
            .collect(toCollection(TreeSet::new));

    assertEquals(Set.of(), found, "files that are longer");
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
