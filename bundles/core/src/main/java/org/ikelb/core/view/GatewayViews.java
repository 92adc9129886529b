package org.ikelb.core.view;

import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.GatewayState;
import org.ikelb.core.traffic.LoginTally;
import org.ikelb.core.traffic.SessionsByState;

/**
 * The gateways, as they are shown. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class GatewayViews {
  private GatewayViews() {}

  static List<GatewayView> of(Running running, long nowNanos) {
    return running.gateways().stream()
        .filter(RunningGateway::isShown)
        .map(gateway -> of(gateway, nowNanos))
        .toList();
  }

  public static GatewayView of(RunningGateway gateway, long nowNanos) {
    GatewayState state = gateway.live().state();
    String whyNot = gateway.live().whyNot();
    LoginTally.Recent logins = gateway.live().logins().recent(nowNanos);
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
        new GatewayView.Logins(logins.begun(), logins.finished()),
        gateway
            .live()
            .ejections()
            .now()
            .map(it -> new GatewayView.Ejection(it.until(), it.evidence())),
        gateway.probes());
  }
}
