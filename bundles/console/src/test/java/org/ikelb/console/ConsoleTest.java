package org.ikelb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.api.view.Warning;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final Console console = new Console();

  private Output run(List<String> words) {
    return console.run(FakeIkelb.ANNA, words, line -> {});
  }

  @Test
  void aVerbThatNeedsARunningIkelbSaysSo() {
    for (String verb : List.of("status", "gateways", "pools", "sessions", "config")) {
      Output output = run(verb.equals("config") ? List.of("config", "show") : List.of(verb));
      assertEquals(4, output.exit(), output::toString);
      assertTrue(output.err().get(0).startsWith("ikelb does not serve"), output::toString);
    }
  }

  @Test
  void warningsAreToldEvenWithoutCore() {
    console.warningSources.add(
        () -> List.of(new Warning("bundle-unresolved", "org.ikelb.core", "it lacks a package")));
    Output output = run(List.of("warnings"));
    assertEquals(0, output.exit());
    assertTrue(output.out().get(1).startsWith("not-serving"), output::toString);
    assertTrue(output.out().get(2).contains("it lacks a package"), output::toString);
  }

  @Test
  void checkWithoutItsReaderSaysWhichBundleIsMissing() {
    Output output = run(List.of("check", "x.json"));
    assertEquals(4, output.exit());
    assertTrue(output.err().get(0).contains("org.ikelb.config"), output::toString);
  }

  @Test
  void aFailureOfIkelbItselfIsAnAnswerToo() {
    console.warningSources.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    Output output = run(List.of("warnings"));
    assertEquals(1, output.exit());
    assertTrue(output.err().get(0).contains("broken"), output::toString);
  }

  @Test
  void theCommandLineReturnsTheExitCode() {
    assertEquals(1, console.applyAsInt(List.of("stauts")));
  }
}
