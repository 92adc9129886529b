package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.ikelb.acceptance.crowd.Office;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who want to log in at once, with everything as it is if nothing is said about it. */
class CrowdsTest {
  private static final int OFFICE = 1_000;
  private static final int STRANGERS = 3_000;
  private static final int STRANGERS_PER_SECOND = 1_000;
  private static final int SOURCES = 100;
  private static final int HONEST = 100;

  @TempDir Path directory;

  @Test
  void aThousandClientsBehindOneAddressAllGetIn() throws Exception {
    try (CrowdedIkelb lab = CrowdedIkelb.guarded(directory);
        RunningIkelb running = lab.unpacked().startAndAwaitReady();
        Office office = new Office(lab.natT(), lab.net() + ".99.1")) {
      int in = office.dial(OFFICE, Duration.ofSeconds(10), Duration.ofSeconds(60));
      assertEquals(OFFICE, in, running.ikelb("virtualservers").out());
    }
  }

  /** A machine that has other work must not take its own plugins for broken ones. */
  @Test
  void aHundredHonestClientsAllGetInWhileOtherProcessesHaveTheProcessors() throws Exception {
    List<Process> spinning = new ArrayList<>();
    try (CrowdedIkelb lab = CrowdedIkelb.guarded(directory);
        RunningIkelb running = lab.unpacked().startAndAwaitReady()) {
      for (int process = 0; process < Runtime.getRuntime().availableProcessors(); process++) {
        spinning.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      beginHandshakes(lab, 0);
      beginHandshakes(lab, STRANGERS);
      lab.crowd().dial(HONEST);
      assertEquals(HONEST, lab.crowd().echo(), running::output);
      String warnings = running.ikelb("warnings").out();
      assertFalse(warnings.contains("set aside"), warnings);
      String servers = running.ikelb("virtualservers").out();
      assertFalse(servers.contains("plugin-"), servers);
    } finally {
      spinning.forEach(Process::destroyForcibly);
    }
  }

  /** From many addresses; they hear no answers. */
  private static void beginHandshakes(CrowdedIkelb lab, int first) throws IOException {
    List<DatagramSocket> sources = new ArrayList<>();
    for (int source = 0; source < SOURCES; source++) {
      String address = "%s.98.%d".formatted(lab.net(), 1 + source);
      sources.add(new DatagramSocket(new InetSocketAddress(address, 0)));
    }
    long begun = System.nanoTime();
    for (int sent = 0; sent < STRANGERS; sent++) {
      byte[] request = Office.greeting(first + sent);
      sources.get(sent % SOURCES).send(new DatagramPacket(request, request.length, lab.natT()));
      long due = begun + sent * 1_000_000_000L / STRANGERS_PER_SECOND;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    }
    sources.forEach(DatagramSocket::close);
  }
}
