package org.ikelb.core.control;

import java.util.List;
import org.ikelb.api.Probes;
import org.ikelb.api.Refused;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Probes gateways when somebody asks.
 *
 * <p>Thread-safe.
 */
@Component(service = Probes.class)
public final class ProbesOnDemand implements Probes {
  private final ControlPlane plane;

  @Activate
  public ProbesOnDemand(@Reference ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public List<GatewayView.Probe> probeNow(GatewayId gateway) throws Refused, InterruptedException {
    return plane.probeNow(gateway);
  }
}
