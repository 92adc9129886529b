package org.ikelb.config.change;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.api.Caller;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights that were set by hand.
 *
 * <p>Thread-safe.
 */
record Weights(Control control, Views views) {
  private static final Logger LOG = LoggerFactory.getLogger(Weights.class);

  /** Those in force that differ from the running topology, by {@code pool/gateway}. */
  Map<String, Integer> set() {
    Map<String, Integer> set = new TreeMap<>();
    for (GatewayView view : views.gateways()) {
      configured(view.id())
          .filter(gateway -> gateway.weight() != view.weight())
          .ifPresent(gateway -> set.put(view.id().toString(), view.weight()));
    }
    return set;
  }

  /** The settings of a gateway in the running topology. */
  Optional<Gateway> configured(GatewayId id) {
    return Optional.ofNullable(control.topology().pools().get(id.pool()))
        .flatMap(pool -> Optional.ofNullable(pool.gateways().get(id.gateway())));
  }

  /** Sets them again, after a restart with the same topology. */
  static void restore(Control control, Map<String, Integer> kept) {
    kept.forEach(
        (name, weight) -> {
          int slash = name.indexOf('/');
          GatewayId id = new GatewayId(name.substring(0, slash), name.substring(slash + 1));
          try {
            control.setWeight(id, weight, Caller.IKELB.name());
          } catch (Refused e) {
            LOG.warn("event=weight-not-restored gateway={} weight={}", name, weight, e);
          }
        });
  }
}
