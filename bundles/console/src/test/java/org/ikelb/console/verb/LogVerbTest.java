package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.console.FakeIkelb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogVerbTest {
  private final FakeIkelb ikelb = new FakeIkelb();
  private final List<String> set = new ArrayList<>();

  @BeforeEach
  void takeLevels() {
    ikelb.launcher =
        Optional.of(
            (logger, level) -> {
              set.add(logger + " " + level);
              return "INFO";
            });
  }

  @Test
  void aLevelStaysUntilIkelbEnds() {
    assertEquals(
        """
        org.ikelb.core: info -> debug
        to undo: ikelb log default org.ikelb.core
        """,
        Typed.out(ikelb, "log", "debug", "org.ikelb.core"));
    assertEquals(
        """
        LOGGER          LEVEL  UNTIL
        org.ikelb.core  debug  ikelb ends
        1 logger changed
        """,
        Typed.out(ikelb, "log"));
  }

  @Test
  void aLevelForSomeTimeEndsByItself() {
    assertEquals(
        """
        org.ikelb: info -> trace until 2026-03-01T12:10:00Z
        to undo: ikelb log default org.ikelb
        """,
        Typed.out(ikelb, "log", "trace", "--for", "10m"));
    ikelb.waiting.pause(Duration.ofMinutes(9));
    assertEquals(
        """
        LOGGER     LEVEL  UNTIL
        org.ikelb  trace  2026-03-01T12:10:00Z, in 1m
        1 logger changed
        """,
        Typed.out(ikelb, "log"));
    ikelb.waiting.pause(Duration.ofMinutes(1));
    assertEquals(List.of("org.ikelb TRACE", "org.ikelb DEFAULT"), set);
    assertEquals(
        "every logger says what the logging configuration wants\n", Typed.out(ikelb, "log"));
  }

  @Test
  void theTimeOfALevelThatWasReplacedChangesNothing() {
    Typed.out(ikelb, "log", "trace", "--for", "1m");
    Typed.out(ikelb, "log", "debug", "--for", "5m");
    ikelb.waiting.pause(Duration.ofMinutes(2));
    assertEquals(List.of("org.ikelb TRACE", "org.ikelb DEBUG"), set);
    ikelb.waiting.pause(Duration.ofMinutes(3));
    assertEquals("org.ikelb DEFAULT", set.get(2));
  }

  @Test
  void theDefaultEndsItAtOnce() {
    Typed.out(ikelb, "log", "debug", "--for", "1m");
    assertEquals("org.ikelb: info -> default\n", Typed.out(ikelb, "log", "default"));
    ikelb.waiting.pause(Duration.ofMinutes(2));
    assertEquals(List.of("org.ikelb DEBUG", "org.ikelb DEFAULT"), set);
  }

  @Test
  void withoutTheLauncherNothingCanBeSet() {
    ikelb.launcher = Optional.empty();
    assertEquals(4, Typed.run(ikelb, "log", "debug").exit());
    assertEquals(0, Typed.run(ikelb, "log").exit());
  }
}
