package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ikelb.api.Role;
import org.ikelb.api.view.SessionView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** All of one session. */
final class SessionVerb implements Verb {
  private static final String ID = "ID";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "session", "all of one session: why it is where it is, SPIs, upstreams")
        .argument(ID, "the session, as in \"sessions\"");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    String id = input.required(ID);
    SessionView session =
        services.views().session(id).orElseThrow(() -> VerbFailed.notFound(gone(id)));
    return Answer.of(session)
        .with(fields(session, services.now()))
        .with("")
        .with(upstreams(session))
        .with(count(session.upstreams().size(), "upstream") + counted(session, services))
        .with("")
        .with(story(session));
  }

  /** A session may be older than the process that counts. */
  private static String counted(SessionView session, Services services) throws VerbFailed {
    Instant started = services.now().minus(services.views().status().uptime());
    return session.openedAt().isBefore(started)
        ? "; datagrams and bytes are counted since ikelb was started, "
            + started.truncatedTo(ChronoUnit.SECONDS)
        : "";
  }

  static String gone(String id) {
    return "no session \"" + id + "\": it has ended, or never was; \"sessions\" lists them";
  }

  private static Table fields(SessionView session, Instant now) {
    return Table.ofFields()
        .row("session", session.id())
        .row("client", session.client())
        .row("gateway", session.gateway().toString())
        .row("state", Wording.word(session.state()))
        .row("placement", session.placement())
        .row("persistency group", session.persistencyGroup())
        .row("opened", opened(session.openedAt(), now))
        .row("idle", Wording.age(session.idle()))
        .row("IKE SPI pairs", Wording.list(session.spiPairs()));
  }

  private static String opened(Instant at, Instant now) {
    String age = Wording.age(Duration.between(at, now));
    return at.truncatedTo(ChronoUnit.SECONDS) + ", " + age + " ago";
  }

  /** What happened, in the order of time. */
  private static Table story(SessionView session) {
    Table table = Table.withHeader("AT", "STORY");
    table.row(at(session.openedAt()), "placed: " + session.placement());
    session.story().forEach(line -> table.row(at(line.at()), line.text()));
    return table;
  }

  private static String at(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Table upstreams(SessionView session) {
    Table table =
        Table.withHeader(
            "VIRTUALSERVER",
            "CLIENT",
            "LOCAL",
            "GATEWAY",
            ">LOOP",
            ">DATAGRAMS UP",
            ">BYTES UP",
            ">DATAGRAMS DOWN",
            ">BYTES DOWN");
    for (SessionView.Upstream upstream : session.upstreams()) {
      table.row(
          upstream.virtualServer(),
          upstream.client(),
          upstream.local(),
          upstream.gateway(),
          count(upstream.loop()),
          count(upstream.datagramsUp()),
          bytes(upstream.bytesUp()),
          count(upstream.datagramsDown()),
          bytes(upstream.bytesDown()));
    }
    return table;
  }
}
