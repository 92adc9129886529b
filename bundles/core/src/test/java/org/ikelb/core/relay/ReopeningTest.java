package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** A loop reopens what was saved without standing still, and its ports are free when it says so. */
class ReopeningTest {
  private static final int MANY = 3 * Reopening.SLICE + 1;
  private static final Duration SOON = Duration.ofMillis(10);

  private final List<SessionUpstream> opened = new ArrayList<>();
  private final List<SessionUpstream> takenBack = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<SessionUpstream> wanted = upstreams();

  private static List<SessionUpstream> upstreams() {
    Balancer balancer = Balancer.started();
    for (int i = 0; i < MANY; i++) {
      balancer.client(
          "192.0.2." + (1 + i % 200) + ":" + (500 + i / 200),
          Balancer.ON_500,
          Packets.initRequest(1 + i));
    }
    return balancer.sessions.all().stream()
        .flatMap(session -> session.upstreams().stream())
        .toList();
  }

  @Test
  void whatElseTheLoopHasToDoHasItsTurnInBetween() {
    assertEquals(MANY, wanted.size());
    Reopening reopening = new Reopening(tasks::add, wanted, opened::add, takenBack::add).start();
    List<Integer> openThen = new ArrayList<>();
    while (!tasks.isEmpty()) {
      tasks.add(() -> openThen.add(opened.size())); // the watchdog asks meanwhile
      tasks.remove().run();
      tasks.remove().run();
    }
    assertEquals(List.of(100, 200, 300, 301), openThen);
    assertEquals(new Loops.NotReopened(List.of(), List.of()), reopening.await(SOON));
    assertEquals(wanted, opened);
  }

  @Test
  void whatCannotBeOpenedHasFailed() {
    SessionUpstream bad = wanted.get(150);
    Reopening reopening =
        new Reopening(Runnable::run, wanted, upstream -> upstream != bad, takenBack::add).start();
    assertEquals(new Loops.NotReopened(List.of(bad), List.of()), reopening.await(SOON));
    assertEquals(List.of(), takenBack);
  }

  @Test
  void aLoopThatHangsOpensNothingLaterAndTakesBackWhatItWasDoing() throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch isInTheMiddle = new CountDownLatch(1);
    SessionUpstream inTheMiddle = wanted.get(7);
    Reopening reopening =
        new Reopening(
            loop,
            wanted,
            upstream -> {
              if (upstream == inTheMiddle) {
                isInTheMiddle.countDown();
                awaitQuietly(hangs);
              }
              return opened.add(upstream);
            },
            takenBack::add);
    reopening.start();
    isInTheMiddle.await();
    Loops.NotReopened not = reopening.await(SOON);
    assertEquals(wanted.subList(8, MANY), not.failed());
    assertEquals(List.of(inTheMiddle), not.hanging());
    assertEquals(List.of(), takenBack);

    hangs.countDown();
    loop.shutdown();
    assertTrue(loop.awaitTermination(1, TimeUnit.MINUTES));
    assertEquals(List.of(inTheMiddle), takenBack);
    assertEquals(wanted.subList(0, 8), opened);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
