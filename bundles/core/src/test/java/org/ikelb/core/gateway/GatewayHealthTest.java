package org.ikelb.core.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.Health;
import org.ikelb.core.gateway.CombinedHealth.Opinion;
import org.ikelb.spi.ProbeResult.Caveat;
import org.ikelb.spi.ProbeResult.Verdict;
import org.junit.jupiter.api.Test;

class GatewayHealthTest {

  private static Health after(HealthTracker tracker, Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      tracker.accept(verdict, Optional.empty());
    }
    return tracker.health();
  }

  @Test
  void isUnknownUntilProbedAndThenFollowsRiseAndFall() {
    HealthTracker tracker = new HealthTracker(3, 2);
    assertEquals(Health.UNKNOWN, tracker.health());
    assertEquals(Health.UNKNOWN, after(tracker, Verdict.UP));
    assertEquals(Health.UP, after(tracker, Verdict.UP));
    assertEquals(Health.UP, after(tracker, Verdict.DOWN, Verdict.DOWN));
    assertEquals(Health.DOWN, after(tracker, Verdict.DOWN));
    assertEquals(Health.DOWN, after(tracker, Verdict.UP));
    assertEquals(Health.UP, after(tracker, Verdict.UP));
  }

  @Test
  void countsOnlyFailuresInARow() {
    HealthTracker tracker = new HealthTracker(3, 1);
    assertEquals(
        Health.UP,
        after(
            tracker,
            Verdict.UP,
            Verdict.DOWN,
            Verdict.DOWN,
            Verdict.UP,
            Verdict.DOWN,
            Verdict.DOWN));
  }

  @Test
  void changesNothingForAProbeThatCouldNotBeMade() {
    HealthTracker tracker = new HealthTracker(2, 1);
    assertEquals(Health.UNKNOWN, after(tracker, Verdict.UNKNOWN));
    assertEquals(Health.UP, after(tracker, Verdict.UP, Verdict.UNKNOWN));
    assertEquals(Health.DOWN, after(tracker, Verdict.DOWN, Verdict.DOWN, Verdict.UNKNOWN));
  }

  @Test
  void knowsNothingAnyMoreWhenProbesCannotBeMadeForLong() {
    HealthTracker tracker = new HealthTracker(2, 1);
    assertEquals(Health.UNKNOWN, after(tracker, Verdict.UP, Verdict.UNKNOWN, Verdict.UNKNOWN));
  }

  @Test
  void remembersThatItIsFullUntilItIsNot() {
    HealthTracker tracker = new HealthTracker(1, 1);
    after(tracker, Verdict.FULL);
    assertTrue(tracker.isFull());
    after(tracker, Verdict.UP);
    assertFalse(tracker.isFull());
  }

  private static final Optional<Caveat> CAVEAT = Optional.of(new Caveat("odd", "it is odd"));

  @Test
  void hasItsCaveatUntilAProbeSucceedsWithoutIt() {
    HealthTracker tracker = new HealthTracker(2, 1);
    tracker.accept(Verdict.UP, CAVEAT);
    assertEquals(CAVEAT, tracker.caveat());
    after(tracker, Verdict.DOWN, Verdict.UNKNOWN);
    assertEquals(CAVEAT, tracker.caveat(), "one that fails says nothing of it");
    assertEquals(CAVEAT, tracker.copy().caveat());
    after(tracker, Verdict.UP);
    assertEquals(Optional.empty(), tracker.caveat());
  }

  @Test
  void hasNoCaveatWhileItIsDownOrNothingIsKnown() {
    HealthTracker tracker = new HealthTracker(2, 1);
    tracker.accept(Verdict.FULL, CAVEAT);
    after(tracker, Verdict.DOWN, Verdict.DOWN);
    assertEquals(Optional.empty(), tracker.caveat(), "down");
    tracker.accept(Verdict.UP, CAVEAT);
    assertEquals(CAVEAT, tracker.caveat());
    after(tracker, Verdict.UNKNOWN, Verdict.UNKNOWN);
    assertEquals(Optional.empty(), tracker.caveat(), "nothing is known");
  }

  @Test
  void letsMonitorsThatSpeakIkeDecide() {
    Opinion ping = new Opinion(false, Health.DOWN, false);
    Opinion ike = new Opinion(true, Health.UP, false);
    assertEquals(Health.UP, CombinedHealth.of(UpWhen.PROTOCOL, List.of(ping, ike)));
    assertEquals(Health.DOWN, CombinedHealth.of(UpWhen.ALL, List.of(ping, ike)));
    assertEquals(Health.UP, CombinedHealth.of(UpWhen.ANY, List.of(ping, ike)));
    assertEquals(Health.DOWN, CombinedHealth.of(UpWhen.PROTOCOL, List.of(ping)));
    assertEquals(Health.DOWN, CombinedHealth.of(UpWhen.ANY, List.of(ping)));
    assertEquals(Health.UNKNOWN, CombinedHealth.of(UpWhen.PROTOCOL, List.of()));
  }
}
