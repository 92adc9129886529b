package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.view.Deviation;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** What runs, but is not in the topology file. */
final class DeltaVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW,
        "config delta",
        "in what the running ikelb differs from its topology file, and settings");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<Deviation> delta = services.changes().delta();
    if (delta.isEmpty()) {
      return Answer.of(delta).with("what runs is what the topology file says");
    }
    Table table = Table.withHeader("KIND", "SUBJECT", "FILE", "RUNNING");
    delta.forEach(
        one ->
            table.row(
                Wording.word(one.kind()), one.subject(), dash(one.file()), dash(one.running())));
    return Answer.of(delta)
        .with(table)
        .with(
            Wording.count(delta.size(), "difference")
                + "; \"config save\" writes topology and weights to the file");
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
