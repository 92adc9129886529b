package org.ikelb.core.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentFailuresTest {
  private static final long SECOND = 1_000_000_000L;
  private final RecentFailures recent = new RecentFailures();
  private long calls;

  private boolean fails(long second, boolean slow) {
    calls += 500;
    return recent.areTooMany(second * SECOND, calls, slow);
  }

  @Test
  void tenThatThrewWithinAMinuteAreTooManyHoweverManyCallsSucceed() {
    for (int i = 0; i < 9; i++) {
      assertFalse(fails(i, false));
    }
    assertTrue(fails(9, false));
  }

  @Test
  void aSlowCallAmongThemHidesNone() {
    for (int i = 0; i < 9; i++) {
      assertFalse(fails(i, false));
      assertFalse(fails(i, true));
    }
    assertTrue(fails(9, false));
  }

  @Test
  void slowOnesMustBeMoreThanOneCallInAHundred() {
    for (int i = 0; i < 50; i++) {
      assertFalse(fails(i, true));
    }
    calls = 0;
    RecentFailures often = new RecentFailures();
    boolean tooMany = false;
    for (int i = 1; i <= 10; i++) {
      tooMany = often.areTooMany(i * SECOND, i * 50L, true);
    }
    assertTrue(tooMany);
  }

  @Test
  void tenInMoreThanAMinuteAreNot() {
    for (int i = 0; i < 50; i++) {
      assertFalse(fails(7L * i, false));
    }
  }
}
