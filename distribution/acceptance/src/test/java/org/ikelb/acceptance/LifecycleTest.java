package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping the process. */
class LifecycleTest {
  private static final int TERMINATED = 143; // 128 + SIGTERM

  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
  }

  @Test
  void theProcessThatWasStartedIsTheJvm() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      String executable =
          Files.readSymbolicLink(Path.of("/proc", "" + running.pid(), "exe")).toString();

      assertTrue(executable.endsWith("/java"), executable);
    }
  }

  @Test
  void stopsWithinTwoSecondsOfSigterm() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      long from = System.nanoTime();
      int code = running.stop();
      Duration took = Duration.ofNanos(System.nanoTime() - from);

      assertEquals(TERMINATED, code);
      assertTrue(took.toMillis() < 2000, took::toString);
    }
  }

  @Test
  void aSecondStartNamesTheProcessThatHoldsTheState() throws Exception {
    try (RunningIkelb first = unpacked.startAndAwaitReady()) {
      Verb second = unpacked.ikelb("run");

      assertEquals(1, second.exit());
      assertTrue(
          second.err().contains("state is in use by process " + first.pid()), second::toString);
      assertTrue(second.err().contains("org.ikelb.launcher.Launcher run"), second::toString);
      assertTrue(first.process().isAlive());
    }
  }

  @Test
  void startsAgainAfterItWasKilled() throws Exception {
    try (RunningIkelb killed = unpacked.startAndAwaitReady()) {
      killed.process().destroyForcibly().waitFor();
    }
    try (RunningIkelb again = unpacked.startAndAwaitReady()) {
      again.ikelb("status").done();
    }
  }

  @Test
  void saysWhichStateDirectoryItCannotWrite() throws Exception {
    Verb run = unpacked.with("IKELB_STATE", "/proc/ikelb").ikelb("run");

    assertEquals(1, run.exit());
    assertTrue(run.err().contains("cannot use the state directory /proc/ikelb"), run::toString);
  }
}
