package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code -Dikelb.docs.write=true}. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("../../docs/reference/commands.md");

  @Test
  void theCommittedPageIsWhatTheVerbsDeclare() throws IOException {
    String page = ReferencePage.of(new Verbs().syntaxes());
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page, Files.readString(PAGE), PAGE + " is stale: rewrite it with -Dikelb.docs.write=true");
  }
}
