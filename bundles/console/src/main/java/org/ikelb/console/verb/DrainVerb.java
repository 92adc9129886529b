package org.ikelb.console.verb;

import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.console.output.Answer;

/** Lets a gateway run empty. */
final class DrainVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.writes(
            "drain", "let a gateway run empty: no new sessions, those it has stay", "ready")
        .argument(KnownGateway.ARGUMENT, "the gateway");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView gateway =
        KnownGateway.named(input.required(KnownGateway.ARGUMENT), services.views());
    String effect =
        "new sessions go elsewhere; "
            + Phrases.sessions(gateway.establishedSessions(), gateway.halfOpenSessions())
            + " stay until they end";
    return StateChange.apply(gateway, AdministrativeState.DRAIN, effect, services);
  }
}
