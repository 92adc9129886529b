package org.ikelb.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code -Dikelb.docs.write=true}. */
class DropReasonsPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/drop-reasons.md");

  @Test
  void theCommittedPageIsWhatTheCodeCounts() throws IOException {
    String page = page();
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page, Files.readString(PAGE), PAGE + " is stale: rewrite it with -Dikelb.docs.write=true");
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Drop reasons

            Generated from the code. Every datagram that ikelb receives ends as exactly one of
            forwarded, answered (by ikelb itself) or dropped, per virtual server and side:
            `received = forwarded + answered + dropped`. `ikelb virtualservers` shows the drops by
            these reasons.

            | reason | what it means |
            |---|---|
            """);
    for (DropReason reason : DropReason.values()) {
      page.append("| `").append(reason.key()).append("` | ").append(reason.help()).append(" |\n");
    }
    return page.toString();
  }
}
