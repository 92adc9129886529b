package org.ikelb.console.verb;

import org.ikelb.api.Role;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.console.output.Answer;

/** Takes a gateway out at once, with its sessions. */
final class MaintenanceVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.OPERATE,
            "maintenance",
            "take a gateway out at once: its sessions are ended",
            "ready; the sessions that were ended do not come back by themselves")
        .argument(KnownGateway.ARGUMENT, "the gateway")
        .flag(Sure.FLAG, Sure.HELP);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView gateway =
        KnownGateway.configured(input.required(KnownGateway.ARGUMENT), services.views());
    int established = gateway.establishedSessions();
    int halfOpen = gateway.halfOpenSessions();
    boolean already = gateway.administrative() == AdministrativeState.MAINTENANCE;
    String sessions = Phrases.sessions(established, halfOpen);
    if (!already && established + halfOpen > 0 && !input.flag(Sure.FLAG)) {
      throw VerbFailed.unsure(
          "this would end " + sessions + " on " + gateway.id() + ", which a drain would not",
          established + halfOpen);
    }
    String effect =
        "ended " + sessions + "; their clients are placed elsewhere when they dial again";
    return StateChange.apply(gateway, AdministrativeState.MAINTENANCE, effect, services);
  }
}
