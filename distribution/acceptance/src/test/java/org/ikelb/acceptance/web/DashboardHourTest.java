package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of an open dashboard in fast motion, while clients send: what it leaves behind, and what
 * a datagram costs the loops with it and without, {@code -Dikelb.pairs=N} times in turn.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardHourTest {
  /** The page asks every 2 s. */
  private static final int HOUR = 3_600 / 2;

  private static final int DASHBOARDS = 4;
  private static final int CLIENTS = 200;

  /** So that the loops do not have to fight for a core, which would make their batches larger. */
  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final double MOST_CHANGE = 0.05;
  private static final int PAIRS = Integer.getInteger("ikelb.pairs", 5);

  private CrowdedIkelb crowded;
  private RunningIkelb running;
  private WebConsole console;

  /** The first hour is for the JVM: what it compiles and caches stays. */
  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    crowded = new CrowdedIkelb(directory);
    console = WebConsole.of(crowded.unpacked());
    running = crowded.unpacked().startAndAwaitReady();
    console.awaitPage("ikelb");
    crowded.crowd().dial(CLIENTS);
    hour();
  }

  @AfterAll
  void end() {
    running.close();
    crowded.close();
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Held before = Held.by(running.pid());

    hour();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Held after = Held.by(running.pid());
              assertTrue(after.isNoMoreThan(before), () -> "before " + before + ", after " + after);
            });
    System.out.printf(
        "an hour of dashboard: before %s, after %s%n", before, Held.by(running.pid()));
  }

  private void hour() throws Exception {
    try (Onlookers onlookers = new Onlookers(console, DASHBOARDS, HOUR, Duration.ZERO)) {
      do {
        assertEquals(CLIENTS, crowded.crowd().echo());
      } while (!onlookers.haveSeenAll());
      onlookers.mustHaveSeenAll();
    }
  }

  /**
   * Each pair is compared for itself, so that what slowly changes on the machine counts for
   * nothing; how far the measurements without a dashboard are apart is what cannot be told from
   * noise.
   */
  @Test
  void costsTheLoopsNothing() throws Exception {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      AtomicInteger rounds = new AtomicInteger();
      try (Onlookers onlookers = new Onlookers(console, 1, HOUR, PAUSE)) {
        with.add(nanosPerDatagram(() -> !onlookers.haveSeenAll() && rounds.incrementAndGet() > 0));
        onlookers.mustHaveSeenAll();
      }
      without.add(nanosPerDatagram(() -> rounds.decrementAndGet() >= 0));
    }
    double change =
        median(IntStream.range(0, PAIRS).mapToObj(i -> with.get(i) / without.get(i) - 1).toList());
    double noise = (max(without) - min(without)) / median(without);
    String measured =
        "loop CPU, ns per datagram: without %.0f %s, with %.0f %s: %+.1f %%, noise %.1f %%"
            .formatted(median(without), without, median(with), with, change * 100, noise * 100);
    System.out.println(measured);
    assertTrue(change <= MOST_CHANGE + noise, measured);
  }

  /** Each echo is relayed twice. */
  private double nanosPerDatagram(BooleanSupplier goesOn) throws Exception {
    long before = LoopTime.nanos(running.pid());
    long datagrams = 0;
    while (goesOn.getAsBoolean()) {
      assertEquals(CLIENTS, crowded.crowd().echo());
      datagrams += 2L * CLIENTS;
    }
    return (double) (LoopTime.nanos(running.pid()) - before) / datagrams;
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
