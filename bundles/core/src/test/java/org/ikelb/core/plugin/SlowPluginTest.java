package org.ikelb.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.time.Time;
import org.junit.jupiter.api.Test;

/** Time on the wall is nobody's fault; the processor's time is worth a warning, and no more. */
class SlowPluginTest {
  private static final long MILLI = 1_000_000L;

  private final Clocks clocks = new Clocks();
  private final RecordedEvents events = new RecordedEvents();
  private final PluginFailures failures =
      new PluginFailures("slow", "pool vpn method", events, clocks);
  private final PluginSlot<Runnable> slot =
      new PluginSlot<>("slow", Optional.of(() -> {}), failures);

  /** Two clocks, and how often the dear one was read. */
  private static final class Clocks implements Time {
    long nanos;
    long cpu;
    int cpuReads;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long cpuNanos() {
      cpuReads++;
      return cpu;
    }
  }

  private void calls(int times, Duration apart, long wallNanos, long cpuNanos) {
    for (int i = 0; i < times; i++) {
      assertTrue(
          slot.ask(
                  plugin -> {
                    clocks.nanos += wallNanos;
                    clocks.cpu += cpuNanos;
                    return plugin;
                  })
              .isPresent());
      clocks.nanos += apart.toNanos();
    }
  }

  @Test
  void aCallThatWaitsForAProcessorIsNoFailureAndNotSlow() {
    calls(1_000, Duration.ofMillis(1), 50 * MILLI, MILLI / 100);
    assertFalse(failures.isSetAside());
    assertFalse(failures.isSlow());
    assertEquals(0, failures.count());
    assertEquals(0, events.of(PluginEvent.Slow.class).size());
  }

  @Test
  void oneThatComputesForLongIsNamedOnceAndGoesOn() {
    calls(9, Duration.ofMillis(200), 2 * MILLI, 2 * MILLI);
    assertFalse(failures.isSlow(), "a first call loads classes");
    calls(1_000, Duration.ofMillis(200), 2 * MILLI, 2 * MILLI);
    assertTrue(failures.isSlow());
    assertFalse(failures.isSetAside());
    assertEquals(0, failures.count());
    assertEquals(1, events.of(PluginEvent.Slow.class).size());
    assertEquals(2_000, events.of(PluginEvent.Slow.class).get(0).cpuUs());

    calls(1_000, Duration.ofMillis(200), 2 * MILLI, MILLI / 2);
    assertFalse(failures.isSlow());
  }

  @Test
  void atMostTenCallsASecondAreMeasured() {
    calls(10_000, Duration.ofNanos(100_000), 0, 0);
    assertEquals(2 * 10, clocks.cpuReads);
  }
}
