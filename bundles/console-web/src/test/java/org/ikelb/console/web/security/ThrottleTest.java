package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = 1_000_000_000;
  private final Throttle throttle = new Throttle(5);

  private void fail(String address, int times, long now) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, now);
    }
  }

  @Test
  void fiveFailuresAtOnceAreFree() {
    fail("a", 4, 0);
    assertTrue(throttle.wait("a", 0).isZero());

    fail("a", 1, 0);
    assertEquals(Duration.ofSeconds(5), throttle.wait("a", 0));
  }

  @Test
  void thenOneEachFiveSeconds() {
    fail("a", 5, 0);
    assertFalse(throttle.wait("a", 4 * SECOND).isZero());
    assertTrue(throttle.wait("a", 5 * SECOND).isZero());

    fail("a", 1, 5 * SECOND);
    assertFalse(throttle.wait("a", 9 * SECOND).isZero());
    assertTrue(throttle.wait("a", 10 * SECOND).isZero());
  }

  @Test
  void addressesDoNotDisturbEachOther() {
    fail("a", 100, 0);

    assertTrue(throttle.wait("b", 0).isZero());
  }

  @Test
  void remembersALimitedNumberOfAddresses() {
    fail("first", 5, 0);
    for (int i = 0; i < 1000; i++) {
      throttle.failed("address " + i, 0);
    }

    assertTrue(throttle.wait("first", 0).isZero());
    assertTrue(throttle.wait("address 999", 0).isZero());
  }

  @Test
  void whoGoesOnIsNotForgottenForOthers() {
    fail("first", 5, 0);
    for (int i = 0; i < 2000; i++) {
      throttle.failed("address " + i, 0);
      throttle.failed("first", 0);
    }

    assertFalse(throttle.wait("first", 0).isZero());
  }
}
