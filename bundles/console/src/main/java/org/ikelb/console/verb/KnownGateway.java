package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.Views;
import org.ikelb.api.view.GatewayView;

/** Finds a gateway by what was typed. Pure functions. */
final class KnownGateway {
  static final String ARGUMENT = "POOL/GATEWAY";

  private KnownGateway() {}

  /** The gateway {@code pool/gateway}; the pool may be left out while the name is unique. */
  static GatewayView named(String typed, Views views) throws VerbFailed {
    List<GatewayView> all = views.gateways();
    List<GatewayView> found =
        all.stream()
            .filter(g -> g.id().toString().equals(typed) || g.id().gateway().equals(typed))
            .toList();
    if (found.size() > 1) {
      throw VerbFailed.refused(
          "\"" + typed + "\" is ambiguous: say one of " + String.join(", ", ids(found)));
    }
    if (found.isEmpty()) {
      throw VerbFailed.notFound("gateway", typed, ids(all));
    }
    return found.get(0);
  }

  private static List<String> ids(List<GatewayView> gateways) {
    return gateways.stream().map(gateway -> gateway.id().toString()).toList();
  }
}
