package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.Views;
import org.ikelb.api.view.SessionState;
import org.ikelb.api.view.SessionView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** The sessions, a line each. */
final class SessionsVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, "sessions", "the sessions, a line each, oldest first")
        .option(SessionSelection.POOL, "POOL", "only on gateways of this pool")
        .option(SessionSelection.GATEWAY, KnownGateway.ARGUMENT, "only on this gateway")
        .option(SessionSelection.CLIENT, "CIDR", "only of clients in this network")
        .option(SessionSelection.SPI, "HEX", "only with this IKE SPI, of either side")
        .choice(SessionSelection.STATE, SessionSelection.STATES, "only those that came this far");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Views views = services.views();
    List<SessionView> sessions = views.sessions(SessionSelection.of(input, views));
    Table table =
        Table.withHeader(
            "SESSION", "CLIENT", "GATEWAY", "STATE", ">AGE", ">IDLE", ">UP", ">DOWN", "PLACEMENT");
    sessions.forEach(session -> addRow(table, session, services.now()));
    long halfOpen = sessions.stream().filter(s -> s.state() == SessionState.HALF_OPEN).count();
    return Answer.of(sessions)
        .with(table)
        .with(
            count(sessions.size(), "session")
                + ": "
                + count(sessions.size() - halfOpen)
                + " established, "
                + count(halfOpen)
                + " half-open");
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
