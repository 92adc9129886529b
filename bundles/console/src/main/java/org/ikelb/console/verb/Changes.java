package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.view.Change;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** Shows changes with their effect on live sessions. Pure functions. */
final class Changes {
  private Changes() {}

  static Table table(List<Change> changes) {
    Table table = Table.withHeader("CHANGE", "SUBJECT", "DETAIL", "LIVE SESSIONS");
    changes.forEach(
        change ->
            table.row(
                Wording.word(change.kind()), change.subject(), change.detail(), change.effect()));
    return table;
  }
}
