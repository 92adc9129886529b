package org.ikelb.example.keepalived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.NoSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What keepalived and nft themselves say, which load nothing here; aborted, and so counted as
 * skipped, where they are not installed or may not be asked.
 */
class AcceptedByToolsTest {
  private final Exporter exporter = new KeepalivedFactory().create(new NoSettings());

  @TempDir private Path directory;

  /** The exit code and what was said. */
  private record Verdict(int exit, String said) {}

  @ParameterizedTest
  @EnumSource(ClientAddress.class)
  void keepalivedTakesItsDocumentAsItIs(ClientAddress clientAddress) throws Exception {
    Path file = written(0, clientAddress);
    assertEquals(new Verdict(0, ""), keepalived(file));
  }

  @Test
  void keepalivedWouldSayWhatIsWrong() throws Exception {
    Path file = written(0, ClientAddress.PRESERVE);
    Files.writeString(file, Files.readString(file).replace("lvs_sched", "lvs_shed"));
    assertNotEquals(0, keepalived(file).exit());
  }

  @ParameterizedTest
  @EnumSource(ClientAddress.class)
  void nftTakesTheRulesAsTheyAre(ClientAddress clientAddress) throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "NOT CHECKED: only root may ask nft about the rules for the marks");
    Path rules = written(1, clientAddress);
    assertEquals(new Verdict(0, ""), ask("unshare", "--net", "nft", "-c", "-f", rules.toString()));
  }

  private Verdict keepalived(Path file) throws Exception {
    return ask("keepalived", "--log-console", "-t", "-f", file.toString());
  }

  private Path written(int document, ClientAddress clientAddress) throws Exception {
    Export export =
        exporter.export(
            new ExportRequest(
                KeepalivedTest.topology(500), exporter.forms().get(0), clientAddress));
    Export.Document written = export.documents().get(document);
    return Files.writeString(directory.resolve(written.fileName()), written.content());
  }

  private static Verdict ask(String... command) throws Exception {
    String tool = command[command[0].equals("unshare") ? 2 : 0];
    List<String> folders =
        new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
    folders.add("/usr/sbin");
    assumeTrue(
        isIn(folders, tool),
        "NOT CHECKED: " + tool + " is not installed, so its own word on the export is missing");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Verdict(process.waitFor(), said);
  }

  private static boolean isIn(List<String> folders, String tool) {
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
