package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Takes the examples through their lives from the shell, in random order.
 *
 * <p>For one test thread.
 */
final class PluginLifeCycle {
  private static final List<Example> EXAMPLES = List.of(Example.values());
  private static final List<String> STEPS =
      List.of("install", "start", "update", "stop", "uninstall");

  private final Gogo gogo;
  private final Random random;
  private final Map<Example, Long> installed = new EnumMap<>(Example.class);

  PluginLifeCycle(Gogo gogo, Random random) {
    this.gogo = gogo;
    this.random = random;
  }

  void installAndStartAll() throws IOException {
    for (Example example : EXAMPLES) {
      step(example, "install");
      step(example, "start");
    }
  }

  /** Every step of every kind at least so many times, in random order; in the end all run. */
  void play(int rounds) throws IOException {
    Map<String, Integer> left = new TreeMap<>();
    Map<Example, Boolean> active = new EnumMap<>(Example.class);
    for (Example example : EXAMPLES) {
      STEPS.forEach(step -> left.put(example + " " + step, rounds));
      active.put(example, true);
    }
    while (left.values().stream().anyMatch(count -> count > 0)) {
      Example example = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
      String step = nextStep(example, active.getOrDefault(example, false));
      step(example, step);
      left.merge(example + " " + step, -1, Integer::sum);
      if (!step.equals("update")) {
        active.put(example, step.equals("start"));
      }
    }
    for (Example example : EXAMPLES) {
      if (!installed.containsKey(example)) {
        step(example, "install");
      }
      step(example, "start");
    }
  }

  private String nextStep(Example example, boolean active) {
    if (!installed.containsKey(example)) {
      return "install";
    }
    List<String> steps =
        active
            ? List.of("update", "stop", "uninstall", "stop")
            : List.of("start", "update", "uninstall", "start");
    return steps.get(random.nextInt(steps.size()));
  }

  private void step(Example example, String step) throws IOException {
    if (step.equals("install")) {
      List<String> printed = gogo.type("felix:install " + example.jar().toUri());
      String id = String.join(" ", printed).replaceAll("\\D+", "");
      installed.put(example, Long.valueOf(id));
      return;
    }
    List<String> printed = gogo.type("felix:" + step + " " + installed.get(example));
    assertEquals(List.of(), printed, step + " " + example);
    if (step.equals("uninstall")) {
      installed.remove(example);
    }
  }
}
