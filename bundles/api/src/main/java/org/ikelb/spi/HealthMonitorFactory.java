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
  HealthMonitor create(S settings);

  /** Whether its probes speak IKE: such a monitor decides where {@code upWhen} is protocol. */
  default boolean speaksIke() {
    return false;
  }
}
