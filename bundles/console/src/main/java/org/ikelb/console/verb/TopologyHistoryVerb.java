package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** What was applied when, and by whom. */
final class TopologyHistoryVerb implements Verb {
  private static final String NUMBER = "NUMBER";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW,
            "config history",
            "what was applied when and by whom, over restarts, newest first")
        .optionalArgument(NUMBER, "print the text of this topology instead");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    if (input.argument(NUMBER).isPresent()) {
      return text(input.argument(NUMBER).get(), services);
    }
    List<AppliedTopology> history = services.changes().history();
    Table table = Table.withHeader("NUMBER", "APPLIED", "BY", "STANDING", "SOURCE");
    history.forEach(
        entry ->
            table.row(
                Wording.count(entry.number()),
                entry.at().toString(),
                entry.author(),
                Wording.word(entry.standing()),
                entry.source()));
    return Answer.of(history)
        .with(table)
        .with(
            history.size() == 1
                ? "1 topology"
                : Wording.count(history.size()) + " topologies; the first one runs");
  }

  private static Answer text(String word, Services services) throws VerbFailed {
    int number = Input.number(NUMBER, word, 1, Integer.MAX_VALUE);
    String text =
        services
            .changes()
            .text(number)
            .orElseThrow(() -> VerbFailed.notFound("the history holds no topology " + number));
    return Answer.of(text).with(text.lines().toList());
  }
}
