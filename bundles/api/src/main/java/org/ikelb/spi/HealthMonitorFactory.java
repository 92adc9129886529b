package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes health monitors.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record
 */
@ConsumerType
public interface HealthMonitorFactory<S extends Record> extends PluginFactory<S> {
  /**
   * Makes one for a monitor of the topology, for all gateways it watches; anew when its settings or
   * this factory change. If only this factory changes, what is known of the gateways stays, also
   * while it is absent.
   *
   * @param settings bound and checked, without what core reads (interval, timeout, rise, fall)
   * @throws RuntimeException if it cannot: the monitor then knows nothing, which is warned of
   */
  HealthMonitor create(S settings);

  /** Whether its probes speak IKE: such a monitor decides where {@code upWhen} is protocol. */
  default boolean speaksIke() {
    return false;
  }
}
