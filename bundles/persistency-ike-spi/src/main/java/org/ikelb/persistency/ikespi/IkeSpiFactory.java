package org.ikelb.persistency.ikespi;

import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the strategy {@code ike-spi}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=ike-spi")
public final class IkeSpiFactory implements PersistencyStrategyFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public PersistencyStrategy create(NoSettings settings) {
    return new IkeSpi();
  }
}
