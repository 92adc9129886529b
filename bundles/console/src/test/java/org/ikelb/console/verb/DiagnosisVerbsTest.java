package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

class DiagnosisVerbsTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void failuresAreCountedByCauseAndListed() {
    assertEquals(
        """
        COUNT  LAST HOUR  CLIENTS  LAST                  CAUSE           WINDOWS  WHAT
           12          3        2  2026-03-01T13:59:00Z  policy-differs  13868    They have no policy in common.

        AT                    CLIENT            GATEWAY  SESSION  SOFTWARE  LIKELIEST       OR
        2026-03-01T13:59:00Z  198.51.100.7:500  vpn/gw1  1a       Windows   policy-differs  no-connection
        12 failures since 2026-03-01T08:59:00Z
        All of one: ikelb diagnose SESSION
        """,
        Typed.out(ikelb, "failures"));
  }

  @Test
  void aCauseThatNobodyHasIsAnsweredWithTheNearest() {
    Output output = Typed.run(ikelb, "failures", "--cause", "policy-differ");
    assertEquals(ExitCode.NOT_FOUND.number(), output.exit());
    assertTrue(output.err().get(0).contains("policy-differs"), output.err()::toString);
  }

  @Test
  void diagnoseShowsMessagesAndEveryCauseWithItsRemedy() {
    String text = Typed.out(ikelb, "diagnose", "198.51.100.7");
    assertTrue(text.contains("1. likeliest: policy-differs (Windows may show 13868)"), text);
    assertTrue(text.contains("2. or: no-connection"), text);
    assertTrue(text.contains("   RRAS: Give it one."), text);
    assertTrue(text.contains("offers 3DES_CBC"), text);
  }

  @Test
  void diagnoseOfSomebodyUnknownSaysWhereToLook() {
    Output output = Typed.run(ikelb, "diagnose", "203.0.113.9");
    assertEquals(ExitCode.NOT_FOUND.number(), output.exit());
    assertTrue(output.err().get(0).contains("reachability"), output.err()::toString);
  }

  @Test
  void fragmentationSaysWhereLongMessagesStopAndWhatToSet() {
    String text = Typed.out(ikelb, "fragmentation");
    assertTrue(text.contains("vpn/gw2: its long answers leave here"), text);
    assertTrue(text.contains("EnableServerFragmentation = 1"), text);
  }

  @Test
  void withoutTheBundleItIsSaidWhichOneIsMissing() {
    ikelb.diagnoses = Diagnoses.NONE;
    for (List<String> verb :
        List.of(List.of("failures"), List.of("diagnose", "x"), List.of("fragmentation"))) {
      Output output = Typed.run(ikelb, verb.toArray(String[]::new));
      assertEquals(ExitCode.NOT_RUNNING.number(), output.exit());
      assertTrue(output.err().get(0).contains("org.ikelb.diagnosis"), output.err()::toString);
    }
  }
}
