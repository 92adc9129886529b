package org.ikelb.console.verb;

import org.ikelb.api.Role;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.console.output.Answer;

/** Lets a gateway serve again. */
final class ReadyVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.OPERATE,
            "ready",
            "let a gateway serve again; lifts an ejection, too",
            "drain or maintenance")
        .argument(KnownGateway.ARGUMENT, "the gateway");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView gateway =
        KnownGateway.configured(input.required(KnownGateway.ARGUMENT), services.views());
    String effect = "new sessions are placed on it while its monitors find it usable";
    return StateChange.apply(gateway, AdministrativeState.READY, effect, services);
  }
}
