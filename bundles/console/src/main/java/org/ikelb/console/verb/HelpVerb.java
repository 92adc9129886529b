package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** Lists the verbs, or explains one. */
final class HelpVerb implements Verb {
  static final String COMMAND = "COMMAND";

  private final List<Verb> verbs;

  /**
   * @param verbs all verbs; may still grow
   */
  HelpVerb(List<Verb> verbs) {
    this.verbs = verbs;
  }

  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, "help", "list the commands, or explain one")
        .optionalArgument(COMMAND, "explain this one");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<Syntax> all = verbs.stream().map(Verb::syntax).toList();
    String wanted = input.argument(COMMAND).orElse("");
    if (wanted.isEmpty()) {
      return overview(all);
    }
    List<Syntax> found =
        all.stream().filter(s -> (s.name() + " ").startsWith(wanted + " ")).toList();
    if (found.isEmpty()) {
      throw VerbFailed.notFound("command", wanted, all.stream().map(Syntax::name).toList());
    }
    return found.size() == 1 ? helpOf(found.get(0)) : overview(found);
  }

  private static Answer overview(List<Syntax> syntaxes) {
    Table table = Table.ofFields();
    syntaxes.forEach(syntax -> table.row(syntax.name(), syntax.summary()));
    return Answer.of(syntaxes).with(table).with("\"COMMAND --help\" explains one.");
  }

  static Answer helpOf(Syntax syntax) {
    Table words = Table.ofFields();
    syntax.arguments().forEach(argument -> words.row("  " + argument.name(), argument.help()));
    syntax.allOptions().forEach(option -> words.row("  " + option, option.help()));
    List<String> head = new ArrayList<>();
    head.add(syntax.usage());
    head.add("  " + syntax.summary());
    syntax.undo().ifPresent(undo -> head.add("  to undo: " + undo));
    head.add("  role: " + Phrases.roles(syntax));
    return Answer.of(syntax).with(head).with(words);
  }
}
