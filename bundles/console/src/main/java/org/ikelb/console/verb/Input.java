package org.ikelb.console.verb;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.console.verb.Syntax.Argument;
import org.ikelb.console.verb.Syntax.Option;

/** What was typed after a verb's name, checked against its {@link Syntax}. Immutable. */
final class Input {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([smhd])");

  private final Path directory;
  private final Map<String, String> arguments = new HashMap<>();
  private final Map<String, String> options = new HashMap<>();

  private Input(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads the words after the verb's name.
   *
   * @param directory what relative file names are relative to
   * @throws VerbFailed if they do not fit
   */
  static Input parse(Syntax syntax, List<String> words, Path directory) throws VerbFailed {
    Input input = new Input(directory);
    Iterator<Argument> expected = syntax.arguments().iterator();
    boolean onlyArguments = false;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (!onlyArguments && word.equals("--")) {
        onlyArguments = true;
      } else if (!onlyArguments && word.startsWith("--")) {
        input.takeOption(syntax, word.substring(2), rest);
      } else if (expected.hasNext()) {
        input.takeArgument(syntax, expected.next(), word);
      } else {
        throw wrong(syntax, "\"" + word + "\" is one word too many");
      }
    }
    if (expected.hasNext() && !input.flag("help")) {
      Argument missing = expected.next();
      if (missing.required()) {
        throw wrong(syntax, missing.name() + " is missing");
      }
    }
    return input;
  }

  private void takeArgument(Syntax syntax, Argument argument, String word) throws VerbFailed {
    if (!argument.choices().isEmpty() && !argument.choices().contains(word)) {
      String hint = Nearest.hint(word, argument.choices());
      throw wrong(syntax, argument.name() + " cannot be \"" + word + "\"" + hint);
    }
    arguments.put(argument.name(), word);
  }

  private void takeOption(Syntax syntax, String word, Iterator<String> rest) throws VerbFailed {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = known(syntax, name);
    boolean valued = option.value().isPresent();
    if (!valued && equals >= 0) {
      throw wrong(syntax, "--" + name + " takes no value");
    }
    if (valued && equals < 0 && !rest.hasNext()) {
      throw wrong(syntax, "--" + name + " needs a value");
    }
    String value = !valued ? "" : equals >= 0 ? word.substring(equals + 1) : rest.next();
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      String hint = Nearest.hint(value, option.choices());
      throw wrong(syntax, "--" + name + " cannot be \"" + value + "\"" + hint);
    }
    if (options.put(name, value) != null) {
      throw wrong(syntax, "--" + name + " is given twice");
    }
  }

  private static Option known(Syntax syntax, String name) throws VerbFailed {
    for (Option option : syntax.allOptions()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    List<String> names = syntax.allOptions().stream().map(option -> "--" + option.name()).toList();
    String typed = "--" + name;
    throw wrong(syntax, "unknown option " + typed + Nearest.hint(typed, names));
  }

  private static VerbFailed wrong(Syntax syntax, String reason) {
    return VerbFailed.refused(List.of(syntax.name() + ": " + reason, "usage: " + syntax.usage()));
  }

  /** A required argument. */
  String required(String name) {
    return argument(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not declared as required"));
  }

  Optional<String> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Whether there is an argument or an option of that name. */
  boolean has(String name) {
    return arguments.containsKey(name) || options.containsKey(name);
  }

  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** An option as a whole number; the default if it is not given. */
  int number(String name, int min, int max, int otherwise) throws VerbFailed {
    Optional<String> typed = option(name);
    return typed.isEmpty() ? otherwise : number("--" + name, typed.get(), min, max);
  }

  /**
   * A word as a whole number.
   *
   * @param what the word stands for
   */
  static int number(String what, String word, int min, int max) throws VerbFailed {
    try {
      int number = Integer.parseInt(word);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw VerbFailed.refused(
        what + " must be a number from " + min + " to " + max + ", was \"" + word + "\"");
  }

  /** An option as a time, written as in the topology: {@code 90s}, {@code 10m}, {@code 4h}. */
  Optional<Duration> duration(String name) throws VerbFailed {
    Optional<String> typed = option(name);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = DURATION.matcher(typed.get());
    if (!parts.matches()) {
      throw VerbFailed.refused(
          "--" + name + " must be a time like 90s, 10m or 4h, was \"" + typed.get() + "\"");
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** An argument as a file, seen from where the user is. */
  Optional<Path> file(String name) throws VerbFailed {
    return path(argument(name));
  }

  /** An option as a file or directory, seen from where the user is. */
  Optional<Path> fileOption(String name) throws VerbFailed {
    return path(option(name));
  }

  private Optional<Path> path(Optional<String> typed) throws VerbFailed {
    try {
      return typed.map(directory::resolve);
    } catch (InvalidPathException e) {
      throw VerbFailed.refused("\"" + typed.orElse("") + "\" is no file name: " + e.getReason());
    }
  }
}
