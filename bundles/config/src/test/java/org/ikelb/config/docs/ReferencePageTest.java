package org.ikelb.config.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
  private static final Path PAGE = Path.of("../../docs/reference/settings.md");

  @Test
  void isTheOneThatIsCommitted() throws Exception {
    String page = ReferencePage.write();
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        Files.readString(PAGE),
        page,
        "rewrite it with: mvn -pl bundles/config -am test -Dikelb.docs.write=true");
  }
}
