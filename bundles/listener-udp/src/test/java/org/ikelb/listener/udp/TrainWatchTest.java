package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainWatchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final TrainWatch watch = new TrainWatch();
  private long now = 1_000 * SECOND;

  /** Reads until it is due, and changes if it should. */
  private boolean changesAfter(int datagramsARead, int runLength) {
    int datagrams = 0;
    watch.emptied();
    while (!watch.isDue()) {
      watch.read(datagramsARead);
      for (int i = 0; i < datagramsARead; i++) {
        int port = 1 + datagrams++ / runLength % 1_000;
        watch.received(new InetSocketAddress("192.0.2.1", port), 1_000);
      }
    }
    boolean changes = watch.shouldChange(now);
    if (changes) {
      watch.changed(now);
    }
    return changes;
  }

  @Test
  void triesTrainsWhenRunsAreLong() {
    assertFalse(changesAfter(32, 1));
    assertFalse(changesAfter(32, 7));
    assertTrue(changesAfter(32, 64));
    assertTrue(watch.isReceivingTrains());
  }

  @Test
  void givesUpAtOnceWithoutTrainsAndWaitsLongerEachTime() {
    for (long wait = 10; wait <= 160; wait *= 2) {
      assertTrue(changesAfter(32, 64));
      assertTrue(changesAfter(1, 64));
      assertFalse(watch.isReceivingTrains());
      now += wait * SECOND - 1;
      assertFalse(changesAfter(32, 64));
      now += 1;
    }
  }

  @Test
  void doesNotJudgeTrainsByWhatWaitedBefore() {
    assertTrue(changesAfter(32, 64));
    for (int i = 0; i < TrainWatch.MAX_SOCKET_HOLDS; i++) {
      watch.read(1);
    }
    assertFalse(watch.isDue());
    assertFalse(changesAfter(64, 64));
  }

  @Test
  void leavesASocketThatIsNeverEmptyOnceNoTrainCanWaitThere() {
    assertTrue(changesAfter(32, 64));
    watch.read(64);
    for (int i = 1; i < TrainWatch.MAX_SOCKET_HOLDS; i++) {
      watch.read(1);
      assertTrue(watch.mustBeEmptied());
    }
    watch.read(1);
    assertFalse(watch.mustBeEmptied());
  }

  @Test
  void staysWithTrainsForAWhile() {
    assertTrue(changesAfter(32, 64));
    assertFalse(changesAfter(64, 64));
    assertTrue(watch.mustBeEmptied());
    assertFalse(changesAfter(1, 64), "they came a moment ago");
    now += 10 * SECOND;
    assertFalse(changesAfter(64, 64), "they still come");
    assertTrue(changesAfter(1, 64));
    assertFalse(watch.mustBeEmptied());
    now += 10 * SECOND - 1;
    assertFalse(changesAfter(32, 64));
    now += 1;
    assertTrue(changesAfter(32, 64));
  }
}
