package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/troubleshoot.md} tells an administrator to type works as it stands there. */
class TroubleshootPageTest {
  private static final Path PAGE = Path.of("../../docs/troubleshoot.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final int LEAST_COMMANDS = 12;

  @TempDir private Path directory;

  @Test
  void everyCommandOfThePageIsAnswered() throws Exception {
    String page = Files.readString(PAGE);
    assertEquals(
        List.of("sh"),
        BLOCK.matcher(page).results().map(block -> block.group(1)).distinct().toList(),
        "blocks that are not run must be named on the page, and here");
    List<String> commands =
        BLOCK.matcher(page).results().flatMap(block -> block.group(2).lines()).toList();
    assertTrue(commands.size() >= LEAST_COMMANDS, commands::toString);
    try (RunningIkelb demo = Demonstration.toldIn(directory)) {
      for (String command : commands) {
        assertTrue(command.startsWith("ikelb "), command);
        Verb verb = demo.ikelb(command.substring("ikelb ".length()).split(" ", -1));
        assertEquals(0, verb.exit(), () -> command + "\n" + verb);
        assertTrue(!verb.out().isBlank(), command);
      }
    }
  }
}
