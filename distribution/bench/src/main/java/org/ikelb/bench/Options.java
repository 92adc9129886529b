package org.ikelb.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param runs of each contender in each scenario that count
 * @param millis that a run lasts
 * @param warmUpMillis of sending before the first run
 * @param openingWarmUps runs of opening sessions before the first that counts: that code runs once
 *     a session, and Java compiles it only after thousands of them
 * @param scenarios to be measured
 */
record Options(
    int runs, int millis, int warmUpMillis, int openingWarmUps, List<Scenario> scenarios) {
  static final String USAGE =
      """
      Usage: sudo distribution/bench/run [--runs N] [--seconds S] [--quick] [SCENARIO ...]

        --runs N     runs of each contender in each scenario, in turn (default: 5)
        --seconds S  how long a run lasts (default: 3)
        --quick      one run of one second: shows that all works, and no more

      Scenarios (default: all): %s
      """
          .formatted(String.join(" ", names()));

  private static List<String> names() {
    return Scenario.all().stream().map(Scenario::name).toList();
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if it cannot be understood, with what is wrong
   */
  static Options of(String... arguments) {
    int runs = 5;
    int millis = 3_000;
    int warmUp = 5_000;
    int openingWarmUps = 6;
    List<Scenario> chosen = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--runs" -> runs = number(arguments, ++i);
        case "--seconds" -> millis = 1_000 * number(arguments, ++i);
        case "--quick" -> {
          runs = 1;
          millis = 1_000;
          warmUp = 1_000;
          openingWarmUps = 1;
        }
        default -> chosen.add(scenario(arguments[i]));
      }
    }
    return new Options(
        runs, millis, warmUp, openingWarmUps, chosen.isEmpty() ? Scenario.all() : chosen);
  }

  private static int number(String[] arguments, int index) {
    String word = index < arguments.length ? arguments[index] : "";
    if (!word.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          arguments[index - 1] + " needs a whole number above 0, not \"" + word + "\"");
    }
    return Integer.parseInt(word);
  }

  private static Scenario scenario(String name) {
    return Scenario.all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no scenario \"" + name + "\""));
  }
}
