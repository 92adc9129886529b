package org.ikelb.core.view;

import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.GatewayState;
import org.ikelb.core.traffic.SessionsByState;

/**
 * The gateways, as they are shown. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class GatewayViews {
  private GatewayViews() {}

  static List<GatewayView> of(Running running) {
    return running.gateways().stream()
        .filter(RunningGateway::isShown)
        .map(GatewayViews::of)
        .toList();
  }

  public static GatewayView of(RunningGateway gateway) {
    GatewayState state = gateway.live().state();
    String whyNot = gateway.live().whyNot();
    SessionsByState sessions = gateway.live().sessionsByState();
    return new GatewayView(
        gateway.name(),
        gateway.settings().addresses().stream().map(AddressText::of).toList(),
        state.administrative(),
        state.health(),
        state.since(),
        whyNot.isEmpty(),
        whyNot,
        state.drain(),
        gateway.weight(),
        gateway.settings().maxSessions(),
        sessions.unsettled(),
        sessions.in(SessionState.QUIET),
        sessions.in(SessionState.ESTABLISHED),
        sessions.in(SessionState.SUSPECT),
        gateway.probes());
  }
}
