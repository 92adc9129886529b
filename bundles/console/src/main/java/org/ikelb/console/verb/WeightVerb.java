package org.ikelb.console.verb;

import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.console.output.Answer;

/** Gives a gateway more or fewer of the new sessions. */
final class WeightVerb implements Verb {
  private static final String N = "N";
  private static final int HEAVIEST = 1000;

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.OPERATE,
            "weight",
            "give a gateway more or fewer of the new sessions, until the next config apply",
            "weight with the previous number")
        .argument(KnownGateway.ARGUMENT, "the gateway")
        .argument(N, "0 to " + HEAVIEST + ", compared with the others of the pool");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView before =
        KnownGateway.configured(input.required(KnownGateway.ARGUMENT), services.views());
    int weight = Input.number(N, input.required(N), 0, HEAVIEST);
    if (before.weight() == weight) {
      return Answer.of(before).with(before.id() + " has the weight " + weight + " already");
    }
    try {
      GatewayChange change = services.changes().setWeight(before.id(), weight, services.author());
      Answer answer =
          Answer.of(change.gateway())
              .with(before.id() + ": weight " + before.weight() + " -> " + weight)
              .with("sessions stay where they are; the next config apply sets what its file says")
              .with("to undo: ikelb weight " + before.id() + " " + before.weight());
      return Kept.orSaid(answer, change);
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }
}
