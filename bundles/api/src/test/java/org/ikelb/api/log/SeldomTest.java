package org.ikelb.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void saysTheFirstAndThenOnceAMinuteHowManyThereWere() {
    Seldom seldom = new Seldom();
    long start = Long.MAX_VALUE - MINUTE / 2; // the clock may turn over
    assertEquals(OptionalLong.of(1), seldom.count(start));
    for (int i = 0; i < 1000; i++) {
      assertEquals(OptionalLong.empty(), seldom.count(start + MINUTE - 1));
    }
    assertEquals(OptionalLong.of(1001), seldom.count(start + MINUTE));
    assertEquals(OptionalLong.empty(), seldom.count(start + MINUTE + 1));
  }
}
