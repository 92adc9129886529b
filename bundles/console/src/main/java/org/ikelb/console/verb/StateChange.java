package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.word;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ikelb.api.Refused;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.PoolView;
import org.ikelb.console.output.Answer;

/** Sets the administrative state of a gateway and tells what that did. Stateless. */
final class StateChange {
  private StateChange() {}

  /**
   * @param before the gateway as found
   * @param effect what the new state means for its sessions
   */
  static Answer apply(
      GatewayView before, AdministrativeState wanted, String effect, Services services)
      throws VerbFailed {
    List<String> lifted = wanted == AdministrativeState.READY ? ejection(before) : List.of();
    boolean isAlready = before.administrative() == wanted;
    if (isAlready && lifted.isEmpty()) {
      return Answer.of(before).with(before.id() + " is " + word(wanted) + " already");
    }
    try {
      GatewayChange change = services.control().setState(before.id(), wanted, services.author());
      String was = word(before.administrative());
      Answer answer =
          Answer.of(change.gateway())
              .with(
                  isAlready ? List.of() : List.of(before.id() + ": " + was + " -> " + word(wanted)))
              .with(lifted)
              .with(effect)
              .with(poolWithoutGateway(before.id().pool(), services))
              .with(isAlready ? List.of() : List.of("to undo: ikelb " + was + " " + before.id()));
      return Kept.orSaid(answer, change);
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }

  private static List<String> ejection(GatewayView gateway) {
    return gateway
        .ejection()
        .map(
            it ->
                "%s was ejected until %s: %s; that is lifted"
                    .formatted(
                        gateway.id(), it.until().truncatedTo(ChronoUnit.SECONDS), it.evidence()))
        .stream()
        .toList();
  }

  static List<String> poolWithoutGateway(String pool, Services services) throws VerbFailed {
    return services.views().pools().stream()
        .filter(view -> view.name().equals(pool) && view.takingSessions() == 0)
        .map(PoolView::name)
        .map(name -> "WARNING: no gateway of the pool " + name + " takes new sessions now")
        .toList();
  }
}
