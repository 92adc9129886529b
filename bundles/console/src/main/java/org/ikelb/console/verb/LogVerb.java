package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.age;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.verb.LogLevels.Changed;

/** Sets how much a logger says, for a while or until ikelb ends. */
final class LogVerb implements Verb {
  private static final String LEVEL = "LEVEL";
  private static final String LOGGER = "LOGGER";
  private static final String FOR = "for";
  private static final String DEFAULT_LOGGER = "org.ikelb";
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off", LogLevels.DEFAULT);

  private record Set(String logger, String level, String previous, Optional<Instant> until) {}

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.VIEW,
            "log",
            "set how much a logger says, for a while or until ikelb ends; alone: what is set",
            "log default LOGGER")
        .optionalArgumentOf(LEVEL, LEVELS, "one of " + String.join(", ", LEVELS))
        .optionalArgument(LOGGER, "its name, a package or class; else " + DEFAULT_LOGGER)
        .option(FOR, "TIME", "how long: 90s, 10m, 4h; else until ikelb ends")
        .onlyAdminsMayGive(LEVEL);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<Duration> time = input.duration(FOR);
    Optional<String> level = input.argument(LEVEL);
    if (level.isEmpty()) {
      return list(services);
    }
    if (time.isPresent() && level.get().equals(LogLevels.DEFAULT)) {
      throw VerbFailed.refused("log: the default is for good, so leave out --" + FOR);
    }
    return set(input.argument(LOGGER).orElse(DEFAULT_LOGGER), level.get(), time, services);
  }

  private static Answer set(String logger, String level, Optional<Duration> time, Services services)
      throws VerbFailed {
    String previous =
        services.logLevels().set(services.logLevel(), logger, level, time, services.now());
    Optional<Instant> until = time.map(services.now()::plus);
    Answer answer =
        Answer.of(new Set(logger, level, previous, until))
            .with(logger + ": " + previous + " -> " + level + until.map(LogVerb::until).orElse(""));
    return level.equals(LogLevels.DEFAULT)
        ? answer
        : answer.with("to undo: ikelb log " + LogLevels.DEFAULT + " " + logger);
  }

  private static Answer list(Services services) {
    List<Changed> changed = services.logLevels().changed();
    if (changed.isEmpty()) {
      return Answer.of(changed).with("every logger says what the logging configuration wants");
    }
    Table table = Table.withHeader("LOGGER", "LEVEL", "UNTIL");
    for (Changed change : changed) {
      String left = change.until().map(until -> until(until, services.now())).orElse("ikelb ends");
      table.row(change.logger(), change.level(), left);
    }
    return Answer.of(changed).with(table).with(count(changed.size(), "logger") + " changed");
  }

  private static String until(Instant until) {
    return " until " + until.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String until(Instant until, Instant now) {
    return until.truncatedTo(ChronoUnit.SECONDS) + ", in " + age(Duration.between(now, until));
  }
}
