package org.ikelb.core.control;

import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.view.GatewayView;
import org.ikelb.core.gateway.LiveGateway;

/** Shows gateways. */
final class GatewayViews {
  private GatewayViews() {}

  static GatewayView of(LiveGateway gateway, List<GatewayView.Probe> probes) {
    Gateway settings = gateway.settings();
    LiveGateway.State state = gateway.state();
    String whyNot = gateway.whyNot();
    return new GatewayView(
        gateway.name(),
        settings.addresses().stream().map(AddressText::of).toList(),
        state.administrative(),
        state.health(),
        state.since(),
        whyNot.isEmpty(),
        whyNot,
        state.drain(),
        gateway.weight(),
        settings.maxSessions(),
        gateway.halfOpen().get() + gateway.quiet().get(),
        gateway.quiet().get(),
        gateway.established().get(),
        gateway.suspects().get(),
        probes);
  }
}
