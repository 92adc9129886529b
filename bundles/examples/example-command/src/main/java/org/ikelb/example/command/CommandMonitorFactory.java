package org.ikelb.example.command;

import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the health monitor {@code command}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=command")
public final class CommandMonitorFactory implements HealthMonitorFactory<CommandSettings> {

  @Override
  public Class<CommandSettings> settingsType() {
    return CommandSettings.class;
  }

  @Override
  public HealthMonitor create(CommandSettings settings) {
    return new CommandMonitor(settings);
  }
}
