package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.Role;

/**
 * What a verb looks like: parsing, help and reference page come from it. Immutable.
 *
 * @param name one word, or two: {@code config check}
 * @param summary what it does, in a line
 * @param undo how to undo it; empty: it changes nothing
 * @param role who may use it
 * @param arguments in their order; the required ones first
 * @param options in the order of the help
 * @param adminWords names of those arguments and options that only admins may give
 */
record Syntax(
    String name,
    String summary,
    Optional<String> undo,
    Role role,
    List<Argument> arguments,
    List<Option> options,
    List<String> adminWords) {

  /** Options that every verb takes. */
  static final List<Option> COMMON =
      List.of(
          new Option("json", Optional.empty(), List.of(), "answer with one JSON document"),
          new Option("help", Optional.empty(), List.of(), "show this help instead"));

  /**
   * A word that is told by its place.
   *
   * @param name as in the help: {@code POOL/GATEWAY}
   * @param choices the values there are; empty: any
   * @param help what it means
   * @param required false: it may be left out
   */
  record Argument(String name, List<String> choices, String help, boolean required) {
    Argument {
      choices = List.copyOf(choices);
    }

    @Override
    public String toString() {
      return required ? name : "[" + name + "]";
    }
  }

  /**
   * A word that is told by its name.
   *
   * @param name without the dashes
   * @param value what follows it, as in the help; empty: nothing does
   * @param choices the values there are; empty: any
   * @param help what it means
   */
  record Option(String name, Optional<String> value, List<String> choices, String help) {
    @Override
    public String toString() {
      return "--" + name + value.map(v -> " " + v).orElse("");
    }
  }

  Syntax {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
    adminWords = List.copyOf(adminWords);
  }

  static Syntax reads(Role role, String name, String summary) {
    return new Syntax(name, summary, Optional.empty(), role, List.of(), List.of(), List.of());
  }

  static Syntax writes(Role role, String name, String summary, String undo) {
    return new Syntax(name, summary, Optional.of(undo), role, List.of(), List.of(), List.of());
  }

  /**
   * Only admins may give these arguments and options: what they name is read, written or changed
   * with the rights of ikelb's own user.
   */
  Syntax onlyAdminsMayGive(String... words) {
    return new Syntax(name, summary, undo, role, arguments, options, List.of(words));
  }

  Syntax argument(String argument, String help) {
    return argument(new Argument(argument, List.of(), help, true));
  }

  Syntax optionalArgument(String argument, String help) {
    return argument(new Argument(argument, List.of(), help, false));
  }

  Syntax argumentOf(String argument, List<String> choices, String help) {
    return argument(new Argument(argument, choices, help, true));
  }

  Syntax optionalArgumentOf(String argument, List<String> choices, String help) {
    return argument(new Argument(argument, choices, help, false));
  }

  Syntax option(String option, String value, String help) {
    return option(new Option(option, Optional.of(value), List.of(), help));
  }

  Syntax choice(String option, List<String> values, String help) {
    return option(new Option(option, Optional.of(String.join("|", values)), values, help));
  }

  Syntax flag(String option, String help) {
    return option(new Option(option, Optional.empty(), List.of(), help));
  }

  /** The words of its name. */
  List<String> words() {
    return List.of(name.split(" ", -1));
  }

  /** All options, the common ones last. */
  List<Option> allOptions() {
    return Stream.concat(options.stream(), COMMON.stream()).toList();
  }

  /** An argument's name as it is, an option's with its dashes. */
  String shown(String word) {
    return arguments.stream().anyMatch(argument -> argument.name().equals(word))
        ? word
        : "--" + word;
  }

  /** {@code gateways [POOL] [--json]}. */
  String usage() {
    return Stream.of(
            Stream.of(name),
            arguments.stream().map(Argument::toString),
            options.stream().map(option -> "[" + option + "]"),
            Stream.of("[--json]"))
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }

  private Syntax argument(Argument argument) {
    List<Argument> more = new ArrayList<>(arguments);
    more.add(argument);
    return new Syntax(name, summary, undo, role, more, options, adminWords);
  }

  private Syntax option(Option option) {
    List<Option> more = new ArrayList<>(options);
    more.add(option);
    return new Syntax(name, summary, undo, role, arguments, more, adminWords);
  }
}
