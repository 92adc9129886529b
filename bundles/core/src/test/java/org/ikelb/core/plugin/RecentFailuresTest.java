package org.ikelb.core.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentFailuresTest {
  private static final long SECOND = 1_000_000_000L;
  private final RecentFailures recent = new RecentFailures();

  /** Whether the last of so many was one too many. */
  private boolean fail(int times, long everyNanos, long everyCalls, boolean slow) {
    boolean tooMany = false;
    for (int i = 1; i <= times; i++) {
      tooMany = recent.areTooMany(Long.MAX_VALUE + i * everyNanos, i * everyCalls, slow);
    }
    return tooMany;
  }

  @Test
  void tenWithinAMinuteAreTooMany() {
    assertFalse(fail(9, SECOND, 1, false));
    assertTrue(new RecentFailuresTest().fail(10, SECOND, 1, false));
  }

  @Test
  void tenInLongerAreNot() {
    assertFalse(fail(100, 7 * SECOND, 1, false));
  }

  @Test
  void someThatThrowAmongMillionsOfCallsAreTooMany() {
    assertTrue(fail(10, SECOND, 1_000_000, false));
  }

  @Test
  void oneSlowCallInAThousandIsTheMachinesBusiness() {
    assertFalse(fail(1_000, SECOND / 100, 1_000, true));
  }

  @Test
  void oneSlowCallInTenIsThePluginsFault() {
    assertTrue(fail(10, SECOND, 10, true));
  }
}
