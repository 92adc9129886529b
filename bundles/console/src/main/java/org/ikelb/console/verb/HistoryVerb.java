package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.audit.AuditEntry;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** Who did what, and who was refused. */
final class HistoryVerb implements Verb {
  private static final String USER = "user";
  private static final String LIMIT = "limit";
  private static final int SHOWN = 50;
  private static final int MOST_SHOWN = 2000;

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW,
            "history",
            "who did what since the start, and who was refused, newest first; the log has it, too")
        .option(USER, "USER", "only what this user did")
        .option(LIMIT, "N", "show so many, the newest; 1 to " + MOST_SHOWN + ", else " + SHOWN);
  }

  /**
   * What is answered to machines.
   *
   * @param matching how many of those that are kept are meant
   * @param entries the newest of them
   */
  record Found(int matching, List<AuditEntry> entries) {}

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<String> user = input.option(USER);
    List<AuditEntry> matching =
        services.audit().latest().stream()
            .filter(entry -> user.isEmpty() || entry.user().equals(user.get()))
            .toList();
    int shown = Math.min(matching.size(), input.number(LIMIT, 1, MOST_SHOWN, SHOWN));
    Found found = new Found(matching.size(), matching.subList(0, shown));
    Table table = Table.withHeader("AT", "USER", "ROLE", "FROM", "WHAT", "RESULT");
    found.entries().forEach(entry -> addRow(table, entry));
    int older = matching.size() - shown;
    return Answer.of(found)
        .with(table)
        .with(
            older == 0
                ? count(matching.size(), "line")
                : "... and " + count(older) + " older: show more with --limit");
  }

  private static void addRow(Table table, AuditEntry entry) {
    table.row(
        entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        entry.user(),
        entry.role(),
        entry.from(),
        entry.what(),
        entry.result());
  }
}
