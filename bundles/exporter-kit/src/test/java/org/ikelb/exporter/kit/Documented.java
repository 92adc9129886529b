package org.ikelb.exporter.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.spi.Export;
import org.ikelb.spi.Finding;

/** Compares what exports rest on with the pages that {@code docs/export.md} names. */
public final class Documented {
  private static final Path PAGE = Path.of("../../docs/export.md");
  private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\|.*");
  private static final Pattern CITED = Pattern.compile("\\(([A-Z]\\d+)\\)\\.");

  private Documented() {}

  /** The page has a row for each source, and no row of this product for anything else. */
  public static void checkPages(List<Source> sources) throws IOException {
    String letter = sources.get(0).key().substring(0, 1);
    List<String> rows =
        Files.readString(PAGE)
            .lines()
            .filter(line -> ROW.matcher(line).matches())
            .filter(line -> line.startsWith("| " + letter))
            .toList();
    assertEquals(
        sources.stream().map(Documented::row).collect(Collectors.joining("\n")),
        String.join("\n", rows));
  }

  /** Every finding, and every sentence of what is always so, names one of the sources. */
  public static void checkFindings(List<Source> sources, Export export) {
    List<String> keys =
        Stream.concat(sources.stream(), Stream.of(Source.IKELB)).map(Source::key).toList();
    for (Finding finding : export.findings()) {
      assertTrue(keys.contains(finding.source()), finding::toString);
    }
    List<String> cited =
        CITED.matcher(export.alwaysSo()).results().map(cite -> cite.group(1)).toList();
    assertTrue(keys.containsAll(cited) && !cited.isEmpty(), export.alwaysSo());
    assertTrue(export.alwaysSo().endsWith(")."), export.alwaysSo());
  }

  private static String row(Source source) {
    return "| "
        + String.join(" | ", source.key(), source.page(), source.version(), source.date())
        + " |";
  }
}
