package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.ikelb.acceptance.crowd.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of ikelb itself are updated under live traffic; nobody dials again. */
class BundleUpdateTest {
  private static final int CLIENTS = 40;
  private static final int TIMES = 3;
  private static final long MOST_MILLIS = 3_000;

  @TempDir Path directory;
  private CrowdedIkelb lab;
  private RunningIkelb running;
  private int dialled;
  private final StringBuilder typed = new StringBuilder();

  @BeforeEach
  void dial() throws Exception {
    lab = new CrowdedIkelb(directory);
    running = lab.unpacked().startAndAwaitReady();
    lab.crowd().dial(CLIENTS);
    lab.prober().dial(1);
    assertEquals(CLIENTS, lab.crowd().echo());
    dialled = lab.gateway().dials(); // on a busy machine some are repeated
  }

  @AfterEach
  void close() {
    running.close();
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update org.ikelb.core",
        "refresh org.ikelb.core",
        "update org.ikelb.listener.udp",
        "refresh org.ikelb.listener.udp"
      })
  void losesNoTunnelAndAtMostTheTimeWithoutSockets(String command) throws Exception {
    for (int time = 1; time <= TIMES; time++) {
      Outage outage = Outage.measure(lab.prober());
      long starts = starts();
      shell(command);
      awaitStartsAfter(starts);
      assertEquals(CLIENTS, lab.crowd().echo(), this::log);
      long millis = outage.endMillis();
      System.out.printf("%s, time %d: nothing came through for %d ms%n", command, time, millis);
      assertTrue(millis < MOST_MILLIS, () -> millis + " ms");
      nobodyDialledAgainOrMoved();
    }
    assertTrue(log().contains("event=state-restored sessions=41 of=41"), this::log);
  }

  @Test
  void losesNothingWhenTheBundleThatReadsTopologiesIsUpdated() throws Exception {
    for (int time = 1; time <= TIMES; time++) {
      Outage outage = Outage.measure(lab.prober());
      shell("update org.ikelb.config");
      shell("refresh org.ikelb.config");
      assertEquals(CLIENTS, lab.crowd().echo(), this::log);
      long millis = outage.endMillis();
      System.out.printf("update org.ikelb.config, time %d: at most %d ms%n", time, millis);
      assertTrue(millis < MOST_MILLIS, () -> millis + " ms");
      nobodyDialledAgainOrMoved();
    }
    assertEquals(1, starts(), this::log);
  }

  @Test
  void goesOnWithTheTopologyThatRanAndNotWithWhatIsInTheFileByNow() throws Exception {
    Path file = lab.unpacked().topologyFile();
    String edited = Files.readString(file).replace("\"vpn1\"", "\"vpn9\"");
    Files.writeString(file, edited);
    shell("update org.ikelb.core");
    awaitStartsAfter(1);
    assertTrue(running.ikelb("gateways").done().out().contains("vpn/vpn1"));
    assertTrue(running.ikelb("status").done().out().contains("by update"));
  }

  @Test
  void saysThatNettyNeedsARestartAndGoesOn() throws Exception {
    shell("update io.netty.transport");
    awaitWarning();
    long starts = starts();
    shell("refresh io.netty.transport");
    awaitStartsAfter(starts);
    assertEquals(CLIENTS, lab.crowd().echo(), this::log);
    nobodyDialledAgainOrMoved();
    awaitWarning();
  }

  private void awaitWarning() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> running.ikelb("warnings").done().out().contains("library-replaced"));
  }

  private void nobodyDialledAgainOrMoved() {
    assertEquals(dialled, lab.gateway().dials());
    assertEquals(0, lab.gateway().moved());
    assertEquals(CLIENTS + 1, lab.gateway().tunnels());
  }

  private String log() {
    return running.output() + typed;
  }

  private void awaitStartsAfter(long starts) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertTrue(starts() > starts, this::log));
  }

  /** How often a topology was put into force. */
  private long starts() {
    return log().lines().filter(line -> line.contains("event=ready")).count();
  }

  /** A command of the framework, and a bundle's symbolic name. */
  private void shell(String command) throws IOException, InterruptedException {
    String[] words = command.split(" ", 2);
    String bundles = lab.unpacked().shell("felix:lb -s").done().out();
    Matcher line =
        Pattern.compile("(\\d+)\\|[^|]*\\|[^|]*\\|" + Pattern.quote(words[1]) + " ")
            .matcher(bundles);
    assertTrue(line.find(), bundles);
    Verb answer = lab.unpacked().shell("felix:" + words[0] + " " + line.group(1)).done();
    typed.append(answer.out()); // what is logged on the shell's own thread goes to the shell
  }
}
