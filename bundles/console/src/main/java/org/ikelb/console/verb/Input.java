package org.ikelb.console.verb;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.console.verb.Syntax.Argument;
import org.ikelb.console.verb.Syntax.Option;

/** What was typed after a verb's name, checked against its {@link Syntax}. Immutable. */
final class Input {
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
        input.arguments.put(expected.next().name(), word);
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

  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** An argument as a file, seen from where the user is. */
  Optional<Path> file(String name) throws VerbFailed {
    Optional<String> typed = argument(name);
    try {
      return typed.map(directory::resolve);
    } catch (InvalidPathException e) {
      throw VerbFailed.refused("\"" + typed.orElse("") + "\" is no file name: " + e.getReason());
    }
  }
}
