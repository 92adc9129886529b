package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is put off gets all the time that nobody else needs, and an eighth when there is none. */
class SlicesTest {
  private static final long MICRO = 1_000;
  private static final long OPENING = 60 * MICRO;

  private long now = Long.MAX_VALUE - 10_000 * MICRO; // it overflows while this runs
  private final Slices slices = new Slices(now);
  private long inSlices;

  /** Time goes by in which the loop looks at its sockets. */
  private void sockets(long micros) {
    now += micros * MICRO;
  }

  /** A slice, with more waiting than fits. */
  private int slice(long nanosEach) {
    int handled = 0;
    slices.begin(now);
    while (slices.goesOn(now)) {
      now += nanosEach;
      inSlices += nanosEach;
      handled++;
    }
    slices.end(now);
    return handled;
  }

  @Test
  void aSliceIsShortHoweverLongTheSocketsTook() {
    sockets(1);
    assertEquals(9, slice(OPENING));
    sockets(1_000_000);
    assertEquals(8, slice(OPENING), "the one before took 40 us too much");
  }

  @Test
  void oneThatTakesLongIsTheOnlyOneOfItsSliceAndOfTheNext() {
    sockets(1);
    assertEquals(1, slice(10 * Slices.LONGEST_NANOS));
    sockets(1);
    assertEquals(0, slice(OPENING), "the sockets come first once more");
    sockets(1);
    assertEquals(9, slice(OPENING));
  }

  @Test
  void aLoopThatIsBehindGivesAnEighthOfItsTime() {
    long began = now;
    int handled = 0;
    for (int i = 0; i < 10_000; i++) {
      slices.behind();
      sockets(300);
      handled += slice(OPENING);
    }
    assertTrue(handled > 0);
    assertEquals(1.0 / 8, (double) inSlices / (now - began), 0.001);
  }

  @Test
  void aLoopThatIsBehindGivesNoLongSliceAfterALongLookAtItsSockets() {
    slices.behind();
    sockets(1_000_000);
    assertEquals(9, slice(OPENING));
  }

  @Test
  void behindIsForgottenWithTheNextSlice() {
    slices.behind();
    sockets(7);
    assertEquals(1, slice(MICRO));
    sockets(7);
    assertEquals(500, slice(MICRO));
  }

  @Test
  void whatASliceDidNotNeedIsNotSaved() {
    sockets(1);
    slices.begin(now);
    slices.end(now);
    assertFalse(slices.goesOn(now + Slices.LONGEST_NANOS));
    sockets(1);
    assertEquals(500, slice(MICRO));
  }
}
