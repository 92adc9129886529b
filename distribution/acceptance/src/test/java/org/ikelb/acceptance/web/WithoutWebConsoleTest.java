package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Verb;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wants no Web Console deletes it. */
class WithoutWebConsoleTest {
  private static final int CLIENTS = 20;

  @TempDir private Path directory;

  @Test
  void everythingElseWorksWithoutItsBundles() throws Exception {
    try (CrowdedIkelb crowded = new CrowdedIkelb(directory)) {
      delete(crowded.unpacked().home().resolve("system/60-run"));
      try (RunningIkelb running = crowded.unpacked().startAndAwaitReady()) {
        running.awaitOutput("event=started");
        running.awaitOutput("event=metrics-served");
        crowded.crowd().dial(CLIENTS);
        assertEquals(CLIENTS, crowded.crowd().echo());

        verbsWork(running);
        assertFalse(running.output().contains("ERROR"), running::output);
        assertFalse(running.output().contains("Exception"), running::output);
        assertFalse(running.output().contains("web-console"), running::output);
      }
    }
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
    Files.delete(folder);
  }

  private static void verbsWork(RunningIkelb running) throws Exception {
    for (String verb :
        List.of("status", "gateways", "pools", "virtualservers", "sessions", "plugins", "export")) {
      running.ikelb(verb).done();
    }
    Verb sessions = running.ikelb("sessions").done();
    assertTrue(sessions.out().contains(CLIENTS + " established"), sessions::toString);
    running.ikelb("drain", "vpn/vpn1").done();
    running.ikelb("ready", "vpn/vpn1").done();
    running.ikelb("config", "apply").done();
    Verb warnings = running.ikelb("warnings").done();
    assertFalse(warnings.out().contains("bundle"), warnings::toString);
  }
}
