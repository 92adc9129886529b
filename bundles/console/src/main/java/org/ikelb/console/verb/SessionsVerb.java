package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.Views;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionState;
import org.ikelb.api.view.SessionView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** The sessions, a line each; never more than there is room for, be there ever so many. */
final class SessionsVerb implements Verb {
  private static final String LIMIT = "limit";
  private static final List<SessionState> SETTLED_FIRST =
      List.of(
          SessionState.ESTABLISHED,
          SessionState.QUIET,
          SessionState.HALF_OPEN,
          SessionState.SUSPECT);
  private static final int SHOWN = 500;
  private static final int MOST_SHOWN = 10_000;

  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, "sessions", "the sessions, a line each, oldest first")
        .option(SessionSelection.POOL, "POOL", "only on gateways of this pool")
        .option(SessionSelection.GATEWAY, KnownGateway.ARGUMENT, "only on this gateway")
        .option(SessionSelection.CLIENT, "CIDR", "only of clients in this network")
        .option(SessionSelection.SPI, "HEX", "only with this IKE SPI, of either side")
        .choice(SessionSelection.STATE, SessionSelection.STATES, "only those that came this far")
        .option(LIMIT, "N", "show so many, the oldest; 1 to " + MOST_SHOWN + ", else " + SHOWN);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Views views = services.views();
    SessionFilter filter = SessionSelection.of(input, views);
    FoundSessions found = views.sessions(filter, input.number(LIMIT, 1, MOST_SHOWN, SHOWN));
    Table table =
        Table.withHeader(
            "SESSION", "CLIENT", "GATEWAY", "STATE", ">AGE", ">IDLE", ">UP", ">DOWN", "PLACEMENT");
    found.sessions().forEach(session -> addRow(table, session, services.now()));
    return Answer.of(found).with(table).with(more(found)).with(total(found));
  }

  private static List<String> more(FoundSessions found) {
    return found.hidden() == 0
        ? List.of()
        : List.of(
            "... and "
                + count(found.hidden())
                + " more: narrow with --gateway or --client, or show more with --limit");
  }

  private static String total(FoundSessions found) {
    List<String> parts = new ArrayList<>();
    for (SessionState state : SETTLED_FIRST) {
      int count = found.byState().getOrDefault(state, 0);
      boolean isUsual = state == SessionState.ESTABLISHED || state == SessionState.HALF_OPEN;
      if (count > 0 || isUsual) {
        parts.add(count(count) + " " + Wording.word(state));
      }
    }
    return count(found.matching(), "session") + ": " + String.join(", ", parts);
  }

  private static void addRow(Table table, SessionView session, Instant now) {
    table.row(
        session.id(),
        session.client(),
        session.gateway().toString(),
        Wording.word(session.state()),
        Wording.age(Duration.between(session.openedAt(), now)),
        Wording.age(session.idle()),
        bytes(session.upstreams().stream().mapToLong(SessionView.Upstream::bytesUp).sum()),
        bytes(session.upstreams().stream().mapToLong(SessionView.Upstream::bytesDown).sum()),
        session.placement());
  }
}
