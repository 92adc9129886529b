package org.ikelb.core.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.ikelb.core.gateway.GatewayWatch;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.ProbeResult.Caveat;

/**
 * A gateway as one revision has it, and the live one that it is.
 *
 * <p>Immutable and thread-safe; the live one changes by itself.
 *
 * @param name what it is called where it is shown
 * @param settings as in the topology, or the last that had it
 * @param weight in force
 * @param isRemoved it is in the topology no more
 * @param live its state and its sessions
 * @param watch what its monitors found; empty: nobody watches it
 */
public record RunningGateway(
    GatewayId name,
    Gateway settings,
    int weight,
    boolean isRemoved,
    LiveGateway live,
    Optional<GatewayWatch> watch) {

  /** The gateway as it is now. */
  public static RunningGateway of(LiveGateway live, Optional<GatewayWatch> watch) {
    return new RunningGateway(
        live.name(), live.settings(), live.weight(), live.state().removed(), live, watch);
  }

  /** Whether there is anything of it that is worth a look. */
  boolean isShown() {
    return !isRemoved || !live.isEmpty();
  }

  /** What its monitors find wrong though it may be up, by monitor. */
  Map<String, Caveat> caveats() {
    return watch.map(GatewayWatch::caveats).orElse(Map.of());
  }

  /** The last word of each of its monitors. */
  List<GatewayView.Probe> probes() {
    return watch.map(GatewayWatch::probes).orElse(List.of());
  }
}
