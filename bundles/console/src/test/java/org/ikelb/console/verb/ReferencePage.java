package org.ikelb.console.verb;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.console.output.ExitCode;

/** Writes the reference page of all commands from their declarations. */
final class ReferencePage {
  private static final String HEAD =
      """
      # Commands

      <!-- Generated from the verbs of bundles/console; do not edit. -->

      `bin/ikelb COMMAND` talks to the running ikelb over `state/control.sock` (mode 0600: only the user that
      ikelb runs as, and root) or over the socket that `ikelb.control.socket` names, where [each command needs a
      role](../operate.md#who-may-do-what): `view`, `operate` includes it, `admin` includes both. In a Gogo shell the
      same command is `ikelb:COMMAND`. `check`, `doctor` and `export` need no running ikelb.

      Every command takes `--json`, which answers with one JSON document on standard output however the command
      ended, and `--help`. Options are written `--name value` or `--name=value`; after `--` nothing is an option.
      An unknown name is answered with the nearest known one. The pool in `POOL/GATEWAY` may be left out while the
      gateway's name is unique. Without `--json`, what was done is on standard output, why not is on standard error.

      ## JSON

      The shape is API: the members are named as in the record of `org.ikelb.api.view` that is shown. Durations are
      seconds (`1.5`), instants are ISO 8601 in UTC, constants are lower case with dashes (`half-open`), a gateway's
      id is `"pool/gateway"`, an empty optional value is absent. What failed is `{"errors": [...]}`; a topology file
      that is refused is `{"problems": [...]}`.

      """;

  private ReferencePage() {}

  static String of(List<Syntax> syntaxes) {
    String codes =
        Stream.of(ExitCode.values())
            .map(code -> "| " + code.number() + " | " + code.meaning() + " |\n")
            .collect(Collectors.joining());
    return HEAD
        + "## Exit codes\n\n| code | meaning |\n|---|---|\n"
        + codes
        + syntaxes.stream().map(ReferencePage::section).collect(Collectors.joining());
  }

  private static String section(Syntax syntax) {
    StringBuilder text = new StringBuilder("\n## " + syntax.name() + "\n\n");
    text.append(capitalized(syntax.summary())).append(".\n");
    text.append("\n```\n").append(syntax.usage()).append("\n```\n");
    text.append("\nChanges ");
    text.append(syntax.undo().map(undo -> "what runs. To undo: " + undo).orElse("nothing"));
    text.append(".\n");
    text.append("Role: ").append(Phrases.roles(syntax)).append(".\n");
    if (!syntax.arguments().isEmpty() || !syntax.options().isEmpty()) {
      text.append("\n| word | meaning |\n|---|---|\n");
      syntax.arguments().forEach(word -> row(text, word.name(), word.help()));
      syntax.options().forEach(word -> row(text, word.toString(), word.help()));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String word, String help) {
    text.append("| `").append(word.replace("|", "\\|")).append("` | ").append(help).append(" |\n");
  }

  private static String capitalized(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
