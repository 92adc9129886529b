package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ikelb as a user who is not root. */
class UnprivilegedTest {
  private static final String NOBODY = "65534";

  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can become somebody else");
    unpacked = UnpackedIkelb.in(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    unpacked =
        unpacked.through(
            "setpriv",
            "--reuid",
            NOBODY,
            "--regid",
            NOBODY,
            "--clear-groups",
            "--bounding-set=-all",
            "--inh-caps=-all");
  }

  @Test
  void balancesOnHighPorts() throws Exception {
    unpacked.topology(Topologies.onLoopback());
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.ikelb("status").done();
    }
  }

  @Test
  void namesTheCapabilityThatPort500Needs() throws Exception {
    unpacked.topology(Topologies.onPrivilegedPorts());
    try (RunningIkelb running = unpacked.start()) {
      assertEquals(1, running.awaitExit(), running::output);
      assertTrue(running.output().contains("CAP_NET_BIND_SERVICE"), running::output);
    }
  }
}
