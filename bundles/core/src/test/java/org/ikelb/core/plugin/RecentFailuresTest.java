package org.ikelb.core.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentFailuresTest {
  private static final long SECOND = 1_000_000_000L;
  private final RecentFailures recent = new RecentFailures();

  @Test
  void tenWithinAMinuteAreTooMany() {
    for (int i = 0; i < 9; i++) {
      assertFalse(recent.areTooMany(i * SECOND));
    }
    assertTrue(recent.areTooMany(9 * SECOND));
  }

  @Test
  void tenInMoreThanAMinuteAreNot() {
    for (int i = 0; i < 50; i++) {
      assertFalse(recent.areTooMany(7L * i * SECOND));
    }
  }
}
