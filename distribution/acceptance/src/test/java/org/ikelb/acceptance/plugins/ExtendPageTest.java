package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Topologies;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what section 3 of docs/extend.md says, word for word, and compares what it shows. Replaced
 * are {@code /tmp}, by a folder of the test's own, and the number of the bundle.
 */
class ExtendPageTest {
  private static final Path PAGE = Path.of("../../docs/extend.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String JAR = "example-sites-0.1.0-SNAPSHOT.jar";
  private static final String NUMBER = "51";

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;

  /** A piece of the page between two lines of backticks. */
  private record Block(String kind, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }

  private static List<Block> blocks() throws IOException {
    String page = Files.readString(PAGE);
    String section =
        page.substring(page.indexOf("\n## 3. "), page.indexOf("\nSessions that exist"));
    return BLOCK.matcher(section).results().map(ExtendPageTest::block).toList();
  }

  private static Block block(MatchResult found) {
    return new Block(found.group(1), found.group(2));
  }

  @Test
  @SuppressWarnings("try") // it is spoken to through bin/ikelb
  void installsUpdatesAndRemovesAnExampleAsThePageSays() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
    Files.copy(Example.SITES.jar(), directory.resolve(JAR));
    Files.copy(Example.SITES.jar(), directory.resolve(JAR.replace(".jar", ".new.jar")));
    Files.copy(Example.CLIENT_LIST.jar(), directory.resolve(JAR.replace("sites", "client-list")));
    List<Block> blocks = blocks();
    assertEquals(5, blocks.stream().filter(block -> !block.kind().equals("text")).count());
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        boolean isAnswered = i + 1 < blocks.size() && blocks.get(i + 1).kind().equals("text");
        switch (block.kind()) {
          case "sh" -> sh(block.lines(), isAnswered ? blocks.get(i + 1).lines() : List.of());
          case "jsonc" -> writeIntoTopology(block);
          case "gogo" -> gogo(block);
          default -> assertEquals("text", block.kind());
        }
      }
    }
  }

  /** The answer is that to the last line. */
  private void sh(List<String> lines, List<String> answer) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      List<String> expected = i == lines.size() - 1 ? answer : List.of();
      if (line.startsWith("bin/ikelb plugins") || line.startsWith("bin/ikelb warnings")) {
        // ikelb looks into deploy/ once a second
        await(line)
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> run(line, expected));
      } else {
        run(line, expected);
      }
    }
  }

  private void run(String line, List<String> expected) {
    try {
      Process process =
          new ProcessBuilder("bash", "-c", line.replace("/tmp/", directory + "/"))
              .directory(unpacked.home().toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), line + "\n" + said);
      for (String words : expected) {
        assertTrue(said.lines().anyMatch(one -> has(one, words)), words + " in\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether the words are in the line, in their order; the page may leave columns out. */
  private static boolean has(String line, String words) {
    int at = 0;
    for (String word : words.strip().split("\\s+", -1)) {
      int found = line.indexOf(word, at);
      if (found < 0) {
        return false;
      }
      at = found + word.length();
    }
    return true;
  }

  private void writeIntoTopology(Block block) throws IOException {
    Path file = unpacked.home().resolve("conf/ikelb.json");
    String before = Files.readString(file);
    String after =
        before.substring(0, before.indexOf("\"persistencyGroups\""))
            + block.text().strip()
            + ",\n"
            + before.substring(before.indexOf("\"pools\""));
    Files.writeString(file, after);
  }

  private void gogo(Block block) throws IOException {
    try (Gogo gogo = new Gogo(unpacked.home())) {
      String number = NUMBER;
      for (String line : block.lines()) {
        String typed = line.replace("/tmp/", directory + "/").replaceAll(NUMBER + "$", number);
        List<String> printed = gogo.type(typed);
        if (line.startsWith("felix:install")) {
          assertEquals(1, printed.size(), () -> line + " " + printed);
          number = printed.get(0).replace("Bundle ID: ", "");
        } else {
          assertEquals(List.of(), printed, line);
        }
      }
    }
  }
}
