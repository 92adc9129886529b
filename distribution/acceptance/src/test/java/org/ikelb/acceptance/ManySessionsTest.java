package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restart with as many live sessions as the usual limit of 20,000 open files allows. {@code
 * -Dikelb.sessions} asks for another number.
 */
class ManySessionsTest {
  private static final int SESSIONS = Integer.getInteger("ikelb.sessions", 18_000);
  private static final int RUNS = 3;
  private static final long MOST_MILLIS = 3_000;

  @TempDir Path directory;

  @Test
  void restartsWithThemInAtMostThreeSecondsMoreThanWithout() throws Exception {
    try (CrowdedIkelb lab = new CrowdedIkelb(directory)) {
      RunningIkelb running = lab.unpacked().startAndAwaitReady();
      try {
        List<Long> empty = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
          running.stop();
          long begun = System.nanoTime();
          running = lab.unpacked().startAndAwaitReady();
          empty.add(millisSince(begun));
        }
        long dialled = System.nanoTime();
        lab.crowd().dial(SESSIONS);
        System.out.printf(
            "%d clients have logged in after %d ms%n", SESSIONS, millisSince(dialled));
        List<Long> full = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
          long stopping = System.nanoTime();
          running.stop();
          long stopped = millisSince(stopping);
          long begun = System.nanoTime();
          running = lab.unpacked().startAndAwaitReady();
          full.add(millisSince(begun));
          int alive = lab.crowd().echo();
          System.out.printf(
              "stop %d ms, start %d ms, %d of %d tunnels carry traffic, %d MB resident, %d KB saved%n",
              stopped, full.get(run), alive, SESSIONS, residentMegabytes(running), saved(lab));
          assertEquals(SESSIONS, alive, running::output);
        }
        System.out.printf("empty starts %s ms, with %d sessions %s ms%n", empty, SESSIONS, full);
        assertEquals(SESSIONS, lab.gateway().dials());
        assertEquals(0, lab.gateway().moved());
        long more = median(full) - median(empty);
        System.out.printf("a restart takes %d ms more%n", more);
        assertTrue(more <= MOST_MILLIS, () -> more + " ms more");
      } finally {
        running.close();
      }
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static long saved(CrowdedIkelb lab) throws IOException {
    return Files.size(lab.unpacked().home().resolve("state/sessions")) / 1024;
  }

  private static long residentMegabytes(RunningIkelb running) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", running.pid() + "", "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }
}
