package org.ikelb.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.Failures;
import org.ikelb.api.view.Warning;
import org.ikelb.ike.Answers;
import org.junit.jupiter.api.Test;

/** A flood of one kind costs bounded memory, and pushes out nothing of another. */
class BoundsTest {
  private static final int FLOOD = 40_000;

  private final Talking talking = new Talking();

  private void refused(int number) {
    Messages it = new Messages(0x5000_0000L + number);
    talking.by("198.51.100." + (number & 0x7f), "r" + number, "vpn/gw1");
    talking.client(it.greeting());
    talking.gateway(Answers.noProposalChosen(it.greeting()));
    talking.cameTo("refused", "NO_PROPOSAL_CHOSEN by vpn/gw1");
  }

  @Test
  void openTalksGiveWayOldestFirst() {
    for (int number = 0; number < FLOOD; number++) {
      talking.by("203.0.113." + (number & 0x7f), "s" + number, "vpn/gw1");
      talking.client(new Messages(0x1000_0000L + number).greeting());
    }
    int kept = talking.diagnosing.memory();
    assertTrue(kept <= 16 << 20, kept + " bytes");
    assertTrue(kept > 1 << 20, kept + " bytes");
    assertEquals(List.of(), talking.diagnosing.conversations("s1"));
    assertEquals(1, talking.diagnosing.conversations("s" + (FLOOD - 1)).size());
  }

  @Test
  void aFloodOfOneCauseLeavesThoseOfAnother() {
    talking.stopped(new Messages(7).greeting(), "guard");
    talking.clock.pass(Duration.ofMinutes(1));
    for (int number = 0; number < 500; number++) {
      refused(number);
    }
    talking.clock.pass(Duration.ofSeconds(5));
    Failures failures = talking.diagnosing.failures(Optional.empty(), 1_000);
    assertEquals(
        List.of("policy-differs 500", "guard-refused 1"),
        failures.causes().stream().map(one -> one.cause() + " " + one.count()).toList());
    assertEquals(Casebook.MOST_OF_A_CAUSE + 1, failures.latest().size());
  }

  @Test
  void aCauseThatSuddenlyGrowsIsAWarningUntilItIsUsual() {
    for (int minute = 0; minute < 40; minute++) {
      refused(minute);
      talking.clock.pass(Duration.ofMinutes(1));
    }
    assertEquals(List.of(), talking.diagnosing.warnings());
    for (int number = 100; number < 140; number++) {
      refused(number);
    }
    talking.clock.pass(Duration.ofSeconds(5));
    List<Warning> warnings = talking.diagnosing.warnings();
    assertEquals("failures-grow", warnings.get(0).code());
    assertTrue(warnings.get(0).text().contains("Usual are 10"), warnings::toString);
    talking.clock.pass(Duration.ofMinutes(11));
    assertEquals(List.of(), talking.diagnosing.warnings());
  }
}
