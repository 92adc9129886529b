package ${package};

import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/** Offers the plugin to ikelb under its name. */
@Component(property = PluginFactory.NAME + "=${name}")
public final class Factory implements GuardFactory<Settings> {
  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Guard create(Settings settings) {
    return new GuardPlugin(settings);
  }
}
