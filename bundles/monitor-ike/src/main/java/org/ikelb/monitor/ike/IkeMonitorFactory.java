package org.ikelb.monitor.ike;

import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the monitor {@code ike}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=ike")
public final class IkeMonitorFactory implements HealthMonitorFactory<IkeMonitorSettings> {

  @Override
  public Class<IkeMonitorSettings> settingsType() {
    return IkeMonitorSettings.class;
  }

  @Override
  public HealthMonitor create(IkeMonitorSettings settings) {
    return new IkeMonitor(settings);
  }

  @Override
  public boolean speaksIke() {
    return true;
  }
}
