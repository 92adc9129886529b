package org.ikelb.console.verb;

import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.SafeChanges.Applied;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** Goes back to the topology before the last change. */
final class UndoVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.ADMIN,
            "config undo",
            "go back to the topology before the last change; its file stays as it is",
            "config undo once more")
        .flag(Sure.FLAG, Sure.HELP);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    try {
      Applied undone = services.changes().undo(services.author(), input.flag(Sure.FLAG));
      return Answer.of(undone)
          .with(Changes.table(undone.changes()))
          .with(
              "topology "
                  + Wording.count(undone.topology().number())
                  + " runs: "
                  + undone.topology().source())
          .with("the topology file was not touched; \"config save\" writes what runs to it")
          .with("to undo: ikelb config undo");
    } catch (Refused e) {
      throw VerbFailed.refused(e);
    }
  }
}
