package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  @Test
  void isOneTarGz() {
    assertTrue(Files.isRegularFile(Path.of(System.getProperty("ikelb.archive"))));
  }
}
