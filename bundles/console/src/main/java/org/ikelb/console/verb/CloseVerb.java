package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.Views;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.console.output.Answer;

/** Ends sessions. */
final class CloseVerb implements Verb {
  private static final String ID = "ID";

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.OPERATE,
            "close",
            "end sessions; nothing is sent, their clients dial again when they notice",
            "cannot be undone; a client that dials again may be placed elsewhere")
        .optionalArgument(ID, "end this session")
        .option(SessionSelection.CLIENT, "CIDR", "end those of clients in this network")
        .option(SessionSelection.GATEWAY, KnownGateway.ARGUMENT, "end those on this gateway")
        .flag(Sure.FLAG, "needed to end more than one");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    SessionFilter filter = filter(input, services.views());
    int meant = services.views().sessions(filter, 0).matching();
    if (meant == 0) {
      throw VerbFailed.notFound(filter.id().map(SessionVerb::gone).orElse("no such session"));
    }
    if (meant > 1 && !input.flag(Sure.FLAG)) {
      throw VerbFailed.unsure("this would end " + count(meant, "session"), meant);
    }
    int closed = services.control().close(filter, services.author());
    return Answer.of(Map.of("closed", closed))
        .with("ended " + count(closed, "session") + "; this cannot be undone");
  }

  private static SessionFilter filter(Input input, Views views) throws VerbFailed {
    Optional<String> id = input.argument(ID);
    SessionFilter filter = SessionSelection.of(input, views);
    if (id.isEmpty() && filter.equals(SessionFilter.ALL)) {
      throw VerbFailed.refused("close: which? Say ID, --client CIDR or --gateway POOL/GATEWAY");
    }
    return new SessionFilter(
        id, filter.pool(), filter.gateway(), filter.client(), filter.spi(), filter.state());
  }
}
