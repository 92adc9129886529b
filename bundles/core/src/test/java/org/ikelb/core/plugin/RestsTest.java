package org.ikelb.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestsTest {
  private final Rests rests = new Rests();
  private long now = 1_000_000_000L;

  private void after(Duration duration) {
    now += duration.toNanos();
  }

  /** It fails, rests, and is tried again. */
  private long rest() {
    rests.begin(now);
    Duration rest = rests.last();
    after(rest.minusNanos(1));
    assertFalse(rests.isOver(now));
    after(Duration.ofNanos(1));
    assertTrue(rests.isOver(now));
    rests.end(now);
    assertFalse(rests.isOver(now), "it works");
    return rest.toSeconds();
  }

  @Test
  void areLongerEachTimeUpToTenMinutes() {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      seconds.add(rest());
      after(Duration.ofSeconds(1));
    }
    assertEquals(List.of(10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L), seconds);
  }

  @Test
  void beginAnewOnceItHasWorkedForAsLongAsItRested() {
    rest();
    rest();
    assertEquals(40, rest());
    after(Duration.ofSeconds(39));
    assertEquals(80, rest());
    after(Duration.ofSeconds(80));
    assertEquals(10, rest());
  }
}
