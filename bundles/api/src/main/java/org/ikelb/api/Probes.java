package org.ikelb.api;

import java.util.List;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.ikelb.spi.ProbeTarget;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Probes gateways on demand.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Probes {
  /**
   * Probes a gateway now with each of its monitors. The results count like those of any probe.
   * Blocks for the longest timeout at most.
   *
   * @return what each monitor found, with the exchange
   * @throws Refused if there is no such gateway, or it has no monitors
   */
  List<GatewayView.Probe> probeNow(GatewayId gateway) throws Refused, InterruptedException;

  /**
   * Whom to ask, and as whom, to ask what a monitor would be answered: one target for each of the
   * gateway's addresses.
   *
   * @throws Refused if there is no such gateway
   */
  List<ProbeTarget> targets(GatewayId gateway) throws Refused;
}
