package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.word;

import java.util.List;
import org.ikelb.api.Refused;
import org.ikelb.api.view.AdministrativeState;
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
    if (before.administrative() == wanted) {
      return Answer.of(before).with(before.id() + " is " + word(wanted) + " already");
    }
    try {
      GatewayView after = services.control().setState(before.id(), wanted, services.author());
      return Answer.of(after)
          .with(before.id() + ": " + word(before.administrative()) + " -> " + word(wanted))
          .with(effect)
          .with(poolWithoutGateway(before.id().pool(), services))
          .with("to undo: ikelb " + word(before.administrative()) + " " + before.id());
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }

  static List<String> poolWithoutGateway(String pool, Services services) throws VerbFailed {
    return services.views().pools().stream()
        .filter(view -> view.name().equals(pool) && view.takingSessions() == 0)
        .map(PoolView::name)
        .map(name -> "WARNING: no gateway of the pool " + name + " takes new sessions now")
        .toList();
  }
}
