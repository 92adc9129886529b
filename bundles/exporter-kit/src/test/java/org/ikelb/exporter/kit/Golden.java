package org.ikelb.exporter.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.spi.Export;
import org.ikelb.spi.Finding;

/**
 * Compares exports with files kept under {@code src/test/golden}; run with {@code
 * -Dikelb.golden.write=true} to write them anew, then read the difference.
 */
public final class Golden {
  private static final Path ROOT = Path.of("src/test/golden");

  private Golden() {}

  /**
   * Compares all exports of one topology.
   *
   * @param exports one for each form
   */
  public static void check(String topology, List<Export> exports) throws IOException {
    Path directory = ROOT.resolve(topology);
    Map<Path, String> written = new TreeMap<>();
    exports.stream()
        .flatMap(export -> export.documents().stream())
        .forEach(
            document -> written.put(directory.resolve(document.fileName()), document.content()));
    String findings = findings(exports.get(0));
    for (Export export : exports) {
      assertEquals(findings, findings(export), "what one form finds, all do");
    }
    written.put(directory.resolve("findings.txt"), findings);
    for (Map.Entry<Path, String> file : written.entrySet()) {
      check(file.getKey(), file.getValue());
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.copyOf(written.keySet()), files.sorted().toList());
    }
  }

  private static void check(Path file, String content) throws IOException {
    if (Boolean.getBoolean("ikelb.golden.write")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
    }
    assertTrue(Files.exists(file), () -> file + " is missing: write it, then read it");
    assertEquals(Files.readString(file), content, file::toString);
  }

  private static String findings(Export export) {
    return export.findings().stream()
            .map(Golden::line)
            .collect(Collectors.joining("\n", "", "\nALWAYS SO "))
        + export.alwaysSo()
        + "\n";
  }

  private static String line(Finding finding) {
    return finding.effect()
        + " "
        + finding.path()
        + ": "
        + finding.text()
        + " ("
        + finding.source()
        + ")";
  }
}
