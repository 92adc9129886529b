package org.ikelb.example.sites;

import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the persistency strategy {@code sites}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=sites")
public final class SitesFactory implements PersistencyStrategyFactory<SitesSettings> {

  @Override
  public Class<SitesSettings> settingsType() {
    return SitesSettings.class;
  }

  @Override
  public PersistencyStrategy create(SitesSettings settings) {
    return new Sites(settings);
  }
}
