package org.ikelb.persistency.sourceip;

import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the strategy {@code source-ip}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=source-ip")
public final class SourceIpFactory implements PersistencyStrategyFactory<SourceIpSettings> {

  @Override
  public Class<SourceIpSettings> settingsType() {
    return SourceIpSettings.class;
  }

  @Override
  public PersistencyStrategy create(SourceIpSettings settings) {
    return new SourceIp(settings);
  }
}
