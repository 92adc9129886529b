package org.ikelb.monitor.ike;

import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the monitor {@code ike}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=ike")
public final class IkeMonitorFactory implements HealthMonitorFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public HealthMonitor create(NoSettings settings) {
    return new IkeMonitor();
  }

  @Override
  public boolean speaksIke() {
    return true;
  }
}
