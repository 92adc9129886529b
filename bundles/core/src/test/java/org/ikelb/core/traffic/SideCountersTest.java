package org.ikelb.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SideCountersTest {
  private final SideCounters counters = new SideCounters();

  @Test
  void knowsWhenTheKernelLastLostSomething() {
    assertFalse(counters.hasOverflowedSince(-100), "never");

    counters.overflowed(2, 50);
    counters.overflowed(3, 60);

    assertTrue(counters.hasOverflowedSince(60));
    assertFalse(counters.hasOverflowedSince(61));
    assertEquals(5, counters.read().overflowed());
  }
}
