package org.ikelb.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.config.topology.Documents;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTopologyFileTest {
  @TempDir private Path folder;
  private Path path;
  private JsonTopologyFile file;

  @BeforeEach
  void setUp() {
    path = folder.resolve("ikelb.json");
    file = new JsonTopologyFile(path, FakePlugins.installed());
  }

  @Test
  void readsAFileWithByteOrderMarkAndWindowsLines() throws IOException {
    String text = Documents.shipped("ikelb.json").replace("\n", "\r\n");
    Files.writeString(path, "\uFEFF" + text);
    Reading reading = file.read(file.location(), Use.RUN);
    assertEquals(List.of(), reading.problems());
    assertEquals(text, reading.text());
    assertTrue(reading.topology().isPresent());
  }

  @Test
  void namesTheFileAsTheUserDid() throws IOException {
    Files.writeString(path, "{");
    Path asNamed = folder.resolve("./ikelb.json");
    assertEquals(asNamed.toString(), file.read(asNamed, Use.RUN).problems().get(0).file());
  }

  @Test
  void saysWhereAFileIsNotUtf8() throws IOException {
    Files.write(path, "{\n \"caf\u00e9\": 1 }".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of(new Problem(path.toString(), 2, 6, "", "must be UTF-8 from here on")),
        file.read(path, Use.RUN).problems());
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    Files.writeString(path, " ".repeat((4 << 20) + 1));
    assertEquals(
        List.of(new Problem(path.toString(), 1, 1, "", "must not be larger than 4 MiB")),
        file.read(path, Use.RUN).problems());
  }

  @Test
  void refusesWhatIsNestedTooDeep() throws IOException {
    Files.writeString(path, "[".repeat(1_000_000));
    assertEquals(
        List.of(
            new Problem(
                path.toString(), 1, 34, "[0]".repeat(33), "must not be nested deeper than 32")),
        file.read(path, Use.RUN).problems());
  }

  @Test
  void failsIfThereIsNoFile() {
    assertThrows(NoSuchFileException.class, () -> file.read(path, Use.RUN));
  }
}
