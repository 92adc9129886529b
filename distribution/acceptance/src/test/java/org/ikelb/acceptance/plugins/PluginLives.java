package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.lab.Seen;
import org.ikelb.acceptance.plugins.PluginLife.Step;

/**
 * Takes a plugin of each kind through its life, in the shell and in {@code deploy/}, in random
 * order: while one is being found in {@code deploy/}, others go on. A step of a plugin is made when
 * what its last one leads to was seen.
 *
 * <p>For one test thread.
 */
final class PluginLives {
  /** How often ikelb should look into {@code deploy/}, in milliseconds. */
  static final String POLL = "20";

  private final Gogo gogo;
  private final Random random;
  private final List<PluginLife> lives;

  /** All are absent; it leaves jars in the home of the ikelb. */
  PluginLives(Gogo gogo, Path home, Random random) {
    this.gogo = gogo;
    this.random = random;
    this.lives =
        Stream.of(EachKind.values()).map(kind -> new PluginLife(kind, gogo, home)).toList();
  }

  /** Whatever a test has left there. */
  static void clear(Path home) throws IOException {
    for (EachKind kind : EachKind.values()) {
      Files.deleteIfExists(home.resolve("deploy/" + kind.plugin + ".jar"));
    }
  }

  /** Lets all work, in one way or the other. */
  void begin() throws IOException {
    awaitStarted();
    for (PluginLife life : lives) {
      if (life.next().contains(Step.INSTALL)) {
        awaitSettled(life);
        life.make(oneOf(List.of(Step.INSTALL, Step.DROP)));
      }
      if (!life.works()) {
        life.make(Step.START);
      }
    }
    lives.forEach(this::awaitSettled);
  }

  /** Before that ikelb starts each bundle that does not run, in order to say why it does not. */
  private void awaitStarted() {
    Awaitility.await("ikelb has started")
        .atMost(Duration.ofSeconds(60))
        .until(() -> gogo.type("felix:lb").contains("START LEVEL 100"));
  }

  /** Every step of every kind at least so many times; in the end all work. */
  void play(int rounds) throws IOException {
    Map<EachKind, Map<Step, Integer>> left = new EnumMap<>(EachKind.class);
    for (EachKind kind : EachKind.values()) {
      Map<Step, Integer> steps = new EnumMap<>(Step.class);
      Stream.of(Step.values()).forEach(step -> steps.put(step, rounds));
      left.put(kind, steps);
    }
    while (!left.isEmpty()) {
      PluginLife life = oneOf(lives.stream().filter(l -> left.containsKey(l.kind())).toList());
      Map<Step, Integer> steps = left.getOrDefault(life.kind(), Map.of());
      List<Step> wanted = life.next().stream().filter(steps::containsKey).toList();
      Step step = oneOf(wanted.isEmpty() ? life.next() : wanted);
      awaitSettled(life);
      life.make(step);
      steps.computeIfPresent(step, (made, times) -> times == 1 ? null : times - 1);
      if (steps.isEmpty()) {
        left.remove(life.kind());
      }
    }
    begin();
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void awaitSettled(PluginLife life) {
    Awaitility.await(life.toString())
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> life.isSettled(gogo.read("ikelb:plugins --json", Seen.Plugin.class)));
  }
}
