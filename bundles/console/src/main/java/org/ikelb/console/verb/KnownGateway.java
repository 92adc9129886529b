package org.ikelb.console.verb;

import java.util.List;
import java.util.function.Predicate;
import org.ikelb.api.Views;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;

/**
 * Finds a gateway by what was typed: {@code pool/gateway}, or without the pool while the name is
 * unique. Pure functions.
 */
final class KnownGateway {
  static final String ARGUMENT = "POOL/GATEWAY";

  private KnownGateway() {}

  /** The gateway of the topology; one that was removed has no state that could be set. */
  static GatewayView configured(String typed, Views views) throws VerbFailed {
    List<GatewayView> all = views.gateways();
    List<GatewayView> configured = all.stream().filter(view -> !isRemoved(view)).toList();
    List<GatewayView> found = configured.stream().filter(named(typed)).toList();
    if (found.isEmpty() && all.stream().anyMatch(named(typed))) {
      throw removed(one(typed, all).id());
    }
    return one(typed, configured);
  }

  /** Any gateway, also one that was removed and still has sessions. */
  static GatewayView any(String typed, Views views) throws VerbFailed {
    return one(typed, views.gateways());
  }

  static boolean isRemoved(GatewayView gateway) {
    return gateway.reason().equals("removed");
  }

  private static GatewayView one(String typed, List<GatewayView> known) throws VerbFailed {
    List<GatewayView> found = known.stream().filter(named(typed)).toList();
    if (found.size() > 1) {
      throw VerbFailed.refused(
          "\"" + typed + "\" is ambiguous: say one of " + String.join(", ", ids(found)));
    }
    if (found.isEmpty()) {
      throw VerbFailed.notFound("gateway", typed, ids(known));
    }
    return found.get(0);
  }

  private static Predicate<GatewayView> named(String typed) {
    return view -> view.id().toString().equals(typed) || view.id().gateway().equals(typed);
  }

  private static VerbFailed removed(GatewayId id) {
    return VerbFailed.refused(
        List.of(
            id + " was removed from the topology: it takes no new sessions, those it has stay",
            "to end them: ikelb close --gateway " + id + " --yes"));
  }

  private static List<String> ids(List<GatewayView> gateways) {
    return gateways.stream().map(gateway -> gateway.id().toString()).toList();
  }
}
