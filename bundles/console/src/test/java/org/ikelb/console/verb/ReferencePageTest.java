package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rewrite the files with {@code -Dikelb.docs.write=true}. */
class ReferencePageTest {
  private static final Path ROOT = Path.of("../..");
  private final List<Syntax> syntaxes = new Verbs().syntaxes();

  @Test
  void theCommittedPageIsWhatTheVerbsDeclare() throws IOException {
    assertCommitted("docs/reference/commands.md", ReferencePage.of(syntaxes));
  }

  @Test
  void theManPageIsWhatTheVerbsDeclare() throws IOException {
    assertCommitted("distribution/src/share/man/man1/ikelb.1", ManPage.of(syntaxes));
  }

  @Test
  void theCompletionIsWhatTheVerbsDeclare() throws IOException {
    assertCommitted(
        "distribution/src/share/bash-completion/completions/ikelb", BashCompletion.of(syntaxes));
  }

  private static void assertCommitted(String name, String generated) throws IOException {
    Path file = ROOT.resolve(name);
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    String hint = name + " is stale: rewrite it with -Dikelb.docs.write=true";
    assertEquals(generated, Files.readString(file), hint);
  }
}
