package org.ikelb.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of a page of the docs.
 *
 * <p>Immutable.
 *
 * @param rows the cells of each, without the heading
 */
record Table(List<List<String>> rows) {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** The table of {@code docs/architecture.md} whose first column has this heading. */
  static Table ofArchitecture(String heading) {
    return new Table(
        lines(Module.ROOT.resolve("docs/architecture.md")).stream()
            .dropWhile(line -> !line.startsWith("| " + heading + " |"))
            .takeWhile(line -> line.startsWith("|"))
            .skip(2)
            .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
            .toList());
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a cell has in backticks. */
  static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
  }
}
