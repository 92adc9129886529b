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
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Topologies;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what section 3 of docs/extend.md and its examples say, word for word, and compares what they
 * show: each line must be printed as it stands there, in that order, but for the width of columns
 * and for milliseconds. Replaced are the folders outside of ikelb, by one of the test's own, and
 * the number of the bundle.
 */
class ExtendPageTest {
  private static final Path PAGE = Path.of("../../docs/extend.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String JAR = "example-sites-0.1.0-SNAPSHOT.jar";
  private static final String NUMBER = "51";
  private static final List<String> FOLDERS =
      List.of("/tmp/", "/etc/ikelb/", "/usr/lib/nagios/plugins/");

  @TempDir private Path directory;
  private UnpackedIkelb unpacked;

  /** A piece of the page between two lines of backticks. */
  private record Block(String kind, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }

  private static List<Block> blocks(String from, String to) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(from);
    int end = to.isEmpty() ? page.length() : page.indexOf(to);
    return BLOCK.matcher(page.substring(begin, end)).results().map(ExtendPageTest::block).toList();
  }

  private static Block block(MatchResult found) {
    return new Block(found.group(1), found.group(2));
  }

  @Test
  void namesTheVersionThatThisIs() throws IOException {
    String version =
        UnpackedIkelb.archive().getFileName().toString().replaceAll("^ikelb-|\\.tar\\.gz$", "");
    assertTrue(Files.readString(PAGE).contains("-DarchetypeVersion=" + version + " "), version);
  }

  @Test
  void installsUpdatesAndRemovesAnExampleAsThePageSays() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
    Files.copy(Example.SITES.jar(), directory.resolve(JAR));
    Files.copy(Example.SITES.jar(), directory.resolve(JAR.replace(".jar", ".new.jar")));
    Files.copy(Example.CLIENT_LIST.jar(), directory.resolve(JAR.replace("sites", "client-list")));
    follow(blocks("\n## 3. ", "\nSessions that exist"), 5);
  }

  @Test
  void usesTheExamplesAsThePageSays() throws Exception {
    // An exporter for IPVS wants the same port on both sides.
    String topology =
        Topologies.onLoopback()
            .replace("15500", "9500, \"gatewayPort\": 9500")
            .replace("15501", "9501, \"gatewayPort\": 9501");
    unpacked = UnpackedIkelb.in(directory).topology(topology);
    Path check = directory.resolve("check_radius");
    Files.writeString(check, "#!/bin/sh\n[ \"$1 $2\" = \"-H 10.0.0.11\" ] && echo RADIUS OK\n");
    assertTrue(check.toFile().setExecutable(true));
    for (Example example : Example.values()) {
      Path deployed = unpacked.home().resolve("deploy/" + example.plugin + ".jar");
      Files.copy(example.jar(), deployed);
    }
    follow(blocks("\n## Examples", ""), 4);
  }

  @SuppressWarnings("try") // it is spoken to through bin/ikelb
  private void follow(List<Block> blocks, int toDo) throws Exception {
    assertEquals(toDo, blocks.stream().filter(block -> !block.kind().equals("text")).count());
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

  private String here(String text) {
    String local = text;
    for (String folder : FOLDERS) {
      local = local.replace(folder, directory + "/");
    }
    return local;
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
          new ProcessBuilder("bash", "-c", here(line))
              .directory(unpacked.home().toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), line + "\n" + said);
      Iterator<String> printed = said.lines().map(ExtendPageTest::plain).iterator();
      for (String words : expected) {
        String wanted = plain(here(words));
        boolean found = false;
        while (!found && printed.hasNext()) {
          found = printed.next().equals(wanted);
        }
        assertTrue(found, wanted + "\nin this order in\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String plain(String line) {
    return line.strip().replaceAll("\\s+", " ").replaceAll("\\d+(\\.\\d+)? ms", "1 ms");
  }

  /** In place of the parts of the same names, the last of which ends the file. */
  private void writeIntoTopology(Block block) throws IOException {
    Path file = unpacked.home().resolve("conf/ikelb.json");
    String before = Files.readString(file);
    String written = here(block.text().strip());
    boolean last = written.startsWith("\"pools\"");
    int from = before.indexOf(last ? "\"pools\"" : "\"persistencyGroups\"");
    String rest = last ? "\n}\n" : ",\n" + before.substring(before.indexOf("\"pools\""));
    Files.writeString(file, before.substring(0, from) + written + rest);
  }

  private void gogo(Block block) throws IOException {
    try (Gogo gogo = new Gogo(unpacked.home())) {
      String number = NUMBER;
      for (String line : block.lines()) {
        String typed = here(line).replaceAll(NUMBER + "$", number);
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
