package org.ikelb.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void nobodyForgesALineOrFillsTheLog() {
    assertEquals("a_b__c_", LogText.of("a\nb \"c\u00e9"));
    assertEquals("-", LogText.of(null));
    assertEquals(100, LogText.of("x".repeat(10_000)).length());
  }
}
