package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator hears about what he put into deploy/. */
class DeployTest {
  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
  }

  @Test
  void saysWhatABundleLacksThatIsThereAtTheStart() throws Exception {
    writeUnresolvable(unpacked.home().resolve("deploy/early.jar"));
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.awaitOutput("bundle-does-not-run");

      assertTrue(running.output().contains("early.jar"), running::output);
      assertTrue(running.output().contains("com.example.missing"), running::output);
      awaitWarning(running, "com.example.missing");
    }
  }

  @Test
  void saysWhatABundleLacksThatIsDroppedLater() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      writeUnresolvable(unpacked.home().resolve("deploy/late.jar"));

      running.awaitOutput("com.example.missing");
      awaitWarning(running, "com.example.missing");
    }
  }

  @Test
  void saysWhichFileIsNoBundle() throws Exception {
    Files.writeString(unpacked.home().resolve("deploy/notes.jar"), "no jar at all");
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.awaitOutput("notes.jar");
      awaitWarning(running, "notes.jar");
    }
  }

  /** The log is first: warnings are gathered a few seconds after bundles have settled. */
  private static void awaitWarning(RunningIkelb running, String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Verb warnings = running.ikelb("warnings").done();
              assertTrue(warnings.out().contains(text), warnings::toString);
            });
  }

  static void writeUnresolvable(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Manifest-Version", "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "com.example.unresolvable");
    attributes.putValue("Import-Package", "com.example.missing");
    Path written = Files.createTempFile("ikelb", ".jar");
    try (OutputStream out = Files.newOutputStream(written);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
    Files.move(written, file); // never half written
  }
}
