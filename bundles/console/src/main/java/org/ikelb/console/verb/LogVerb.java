package org.ikelb.console.verb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ikelb.console.output.Answer;

/** Sets how much a logger says, until ikelb ends. */
final class LogVerb implements Verb {
  private static final String LEVEL = "LEVEL";
  private static final String LOGGER = "LOGGER";
  private static final String DEFAULT_LOGGER = "org.ikelb";
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            "log", "set how much a logger says, until ikelb ends", "log with the previous level")
        .argument(LEVEL, "one of " + String.join(", ", LEVELS))
        .optionalArgument(LOGGER, "its name, a package or class; else " + DEFAULT_LOGGER);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    String level = input.required(LEVEL).toLowerCase(Locale.ROOT);
    String logger = input.argument(LOGGER).orElse(DEFAULT_LOGGER);
    if (!LEVELS.contains(level)) {
      throw VerbFailed.refused("log: no level \"" + level + "\"" + Nearest.hint(level, LEVELS));
    }
    String previous =
        services.logLevel().apply(logger, level.toUpperCase(Locale.ROOT)).toLowerCase(Locale.ROOT);
    return Answer.of(Map.of("logger", logger, "level", level, "previous", previous))
        .with(logger + ": " + previous + " -> " + level)
        .with("to undo: ikelb log " + previous + " " + logger);
  }
}
