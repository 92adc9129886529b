package org.ikelb.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Docs can be read in a terminal, and their changes line by line. */
class DocsWidthTest {
  private static final int WIDTH = 120;
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "resources");

  @Test
  void linesOfDocsAreAtMost120Wide() throws IOException {
    List<String> tooWide = new ArrayList<>();
    for (Path page : pages()) {
      tooWide(Files.readAllLines(page))
          .forEach(number -> tooWide.add(Module.ROOT.relativize(page) + ":" + number));
    }

    assertEquals(List.of(), tooWide);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Module.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isNotOurs(Module.ROOT.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isNotOurs(Path file) {
    for (Path part : file) {
      if (NOT_OURS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  /** But of tables, of what is quoted, and of links that are too long themselves. */
  private static List<Integer> tooWide(List<String> lines) {
    List<Integer> numbers = new ArrayList<>();
    boolean quoted = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().startsWith("```")) {
        quoted = !quoted;
      }
      boolean breakable = line.strip().indexOf(' ') >= 0;
      if (!quoted && breakable && !line.startsWith("|") && width(line) > WIDTH) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }

  private static int width(String line) {
    return line.codePointCount(0, line.length());
  }

  @Test
  void seesAWideLine() {
    String wide = "word ".repeat(30);

    assertEquals(List.of(2), tooWide(List.of("narrow", wide, "| " + wide, "```", wide, "```")));
  }

  @Test
  void readsPagesAtAll() throws IOException {
    assertTrue(pages().size() > 30, () -> "only some pages were found");
  }
}
