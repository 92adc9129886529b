package ${package};

import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/** Offers the plugin to ikelb under its name. */
@Component(property = PluginFactory.NAME + "=${name}")
public final class Factory implements PersistencyStrategyFactory<Settings> {
  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public PersistencyStrategy create(Settings settings) {
    return new Strategy(settings);
  }
}
