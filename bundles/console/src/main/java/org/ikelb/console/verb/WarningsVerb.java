package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.view.Warning;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** Everything odd in one place; works even while core does not. */
final class WarningsVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, "warnings", "everything odd now, and what to do about it");
  }

  @Override
  public Answer run(Input input, Services services) {
    List<Warning> warnings = services.warnings();
    if (warnings.isEmpty()) {
      return Answer.of(warnings).with("no warnings");
    }
    Table table = Table.withHeader("WARNING", "SUBJECT", "TEXT");
    warnings.forEach(warning -> table.row(warning.code(), warning.subject(), warning.text()));
    return Answer.of(warnings).with(table).with(count(warnings.size(), "warning"));
  }
}
