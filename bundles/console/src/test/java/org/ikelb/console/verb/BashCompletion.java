package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the completion for bash from the declarations of the verbs. Verbs and options are in the
 * script; names are asked from the ikelb that runs.
 */
final class BashCompletion {
  private static final List<String> OF_THE_SCRIPT = List.of("run", "demo", "version");

  private static final List<String> FILES =
      List.of(TopologyText.FILE, TracedDatagrams.ARGUMENT, ExportVerb.DIRECTORY);

  private static final String HEAD =
      """
      # Completion of ikelb for bash. Generated from the verbs of bundles/console; do not edit.

      # The names of a kind that the running ikelb knows; none if it does not run.
      _ikelb_names() {
        "$_ikelb_command" names "$1" 2>/dev/null
      }

      # Offers the words that begin with what was typed.
      _ikelb_offer() {
        mapfile -t COMPREPLY < <(compgen -W "$1" -- "$_ikelb_word")
      }

      _ikelb_files() {
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$_ikelb_word")
      }

      # How many words that are no option stand before the one that is typed, from word $1 on.
      # $2: the options that take a value.
      _ikelb_place() {
        local i word
        _ikelb_arguments=0
        for ((i = $1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          case $word in
            --*) [[ " $2 " != *" $word "* ]] || ((i++)) ;;
            *) ((_ikelb_arguments++)) ;;
          esac
        done
      }

      _ikelb() {
        local _ikelb_command=${COMP_WORDS[0]} _ikelb_word=${COMP_WORDS[COMP_CWORD]} _ikelb_arguments
        local verb=${COMP_WORDS[1]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        COMPREPLY=()
        if ((COMP_CWORD == 1)); then
          _ikelb_offer "%s"
          return
        fi
      %s  case $verb in
          run)
            _ikelb_files
            ;;
      """;

  private static final String FOOT =
      """
        esac
      }

      complete -F _ikelb ikelb
      """;

  private BashCompletion() {}

  static String of(List<Syntax> syntaxes) {
    Set<String> first = new LinkedHashSet<>(OF_THE_SCRIPT);
    syntaxes.forEach(syntax -> first.add(syntax.words().get(0)));
    List<Syntax> pairs = syntaxes.stream().filter(s -> s.words().size() == 2).toList();
    return HEAD.formatted(String.join(" ", first), seconds(pairs))
        + syntaxes.stream().map(BashCompletion::verb).collect(Collectors.joining())
        + FOOT;
  }

  /** Verbs of two words: offers the second ones, then takes both as the verb. */
  private static String seconds(List<Syntax> pairs) {
    StringBuilder text = new StringBuilder();
    for (String first : pairs.stream().map(s -> s.words().get(0)).distinct().toList()) {
      String offered =
          pairs.stream()
              .filter(s -> s.words().get(0).equals(first))
              .map(s -> s.words().get(1))
              .collect(Collectors.joining(" "));
      text.append("  if [[ $verb == ").append(first).append(" ]]; then\n");
      text.append("    if ((COMP_CWORD == 2)); then\n");
      text.append("      _ikelb_offer \"").append(offered).append("\"\n      return\n    fi\n");
      text.append("    verb+=\" ${COMP_WORDS[2]}\"\n  fi\n");
    }
    return text.toString();
  }

  private static String verb(Syntax syntax) {
    List<String> valued = new ArrayList<>();
    StringBuilder text = new StringBuilder("    " + quoted(syntax.name()) + ")\n");
    syntax.options().stream()
        .filter(option -> option.value().isPresent())
        .forEach(option -> valued.add("--" + option.name()));
    if (!valued.isEmpty()) {
      text.append("      case $previous in\n");
      syntax.options().stream()
          .filter(option -> option.value().isPresent())
          .forEach(option -> text.append(value(option)));
      text.append("      esac\n");
    }
    String options =
        syntax.allOptions().stream().map(o -> "--" + o.name()).collect(Collectors.joining(" "));
    text.append(
        "      [[ $_ikelb_word != --* ]] || { _ikelb_offer \"" + options + "\"; return; }\n");
    text.append(arguments(syntax, String.join(" ", valued)));
    return text.append("      ;;\n").toString();
  }

  private static String value(Syntax.Option option) {
    String offer = offer(option.choices(), option.value().orElse(""));
    return "        --"
        + option.name()
        + ") "
        + (offer.isEmpty() ? "" : offer + "; ")
        + "return ;;\n";
  }

  private static String arguments(Syntax syntax, String valued) {
    List<Syntax.Argument> arguments = syntax.arguments();
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      String offer = offer(arguments.get(i).choices(), arguments.get(i).name());
      if (!offer.isEmpty()) {
        cases.append("        ").append(i).append(") ").append(offer).append(" ;;\n");
      }
    }
    return cases.isEmpty()
        ? ""
        : "      _ikelb_place %d \"%s\"\n".formatted(1 + syntax.words().size(), valued)
            + "      case $_ikelb_arguments in\n"
            + cases
            + "      esac\n";
  }

  private static String offer(List<String> choices, String placeholder) {
    if (!choices.isEmpty()) {
      return "_ikelb_offer \"" + String.join(" ", choices) + "\"";
    }
    if (FILES.contains(placeholder)) {
      return "_ikelb_files";
    }
    return KnownNames.kindOf(placeholder)
        .map(kind -> "_ikelb_offer \"$(_ikelb_names " + kind + ")\"")
        .orElse("");
  }

  private static String quoted(String name) {
    return name.contains(" ") ? "\"" + name + "\"" : name;
  }
}
