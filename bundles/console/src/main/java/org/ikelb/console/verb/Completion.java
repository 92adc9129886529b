package org.ikelb.console.verb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.console.verb.Syntax.Argument;
import org.ikelb.console.verb.Syntax.Option;

/**
 * Completes what is being typed, from the declarations of the verbs and the names of the moment.
 *
 * @param syntaxes of all verbs
 * @param services for the names
 */
record Completion(List<Syntax> syntaxes, Services services) {

  /** What the last word could become. */
  List<String> of(List<String> typed) {
    String partial = typed.isEmpty() ? "" : typed.get(typed.size() - 1);
    List<String> before = typed.isEmpty() ? List.of() : typed.subList(0, typed.size() - 1);
    return candidates(before, partial)
        .filter(candidate -> candidate.startsWith(partial))
        .distinct()
        .toList();
  }

  private Stream<String> candidates(List<String> before, String partial) {
    if (before.isEmpty()) {
      return syntaxes.stream().map(syntax -> syntax.words().get(0));
    }
    List<Syntax> group =
        syntaxes.stream().filter(s -> s.words().get(0).equals(before.get(0))).toList();
    Stream<String> seconds =
        before.size() > 1
            ? Stream.empty()
            : group.stream().flatMap(syntax -> syntax.words().stream().skip(1));
    return Stream.concat(
        seconds,
        group.stream()
            .filter(syntax -> startsWith(before, syntax.words()))
            .flatMap(s -> next(s, before.subList(s.words().size(), before.size()), partial)));
  }

  private static boolean startsWith(List<String> typed, List<String> words) {
    return typed.size() >= words.size() && typed.subList(0, words.size()).equals(words);
  }

  private Stream<String> next(Syntax syntax, List<String> words, String partial) {
    int arguments = 0;
    Optional<Option> open = Optional.empty();
    for (String word : words) {
      if (open.isPresent()) {
        open = Optional.empty();
      } else if (word.startsWith("--")) {
        open = valued(syntax, word);
      } else {
        arguments++;
      }
    }
    if (open.isPresent()) {
      return values(open.get().choices(), open.get().value().orElse(""));
    }
    if (partial.startsWith("--")) {
      return syntax.allOptions().stream()
          .map(option -> "--" + option.name())
          .filter(option -> !words.contains(option));
    }
    List<Argument> declared = syntax.arguments();
    return arguments < declared.size()
        ? values(declared.get(arguments).choices(), declared.get(arguments).name())
        : Stream.empty();
  }

  /** The option, if its value is to follow. */
  private static Optional<Option> valued(Syntax syntax, String word) {
    return syntax.allOptions().stream()
        .filter(option -> option.value().isPresent() && word.equals("--" + option.name()))
        .findFirst();
  }

  private Stream<String> values(List<String> choices, String placeholder) {
    if (!choices.isEmpty()) {
      return choices.stream();
    }
    if (placeholder.equals(HelpVerb.COMMAND)) {
      return syntaxes.stream().map(syntax -> syntax.words().get(0));
    }
    return KnownNames.kindOf(placeholder).stream()
        .flatMap(kind -> KnownNames.of(kind, services).stream());
  }
}
