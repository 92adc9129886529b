package ${package};

import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/** Offers the plugin to ikelb under its name. */
@Component(property = PluginFactory.NAME + "=${name}")
public final class Factory implements HealthMonitorFactory<Settings> {
  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public HealthMonitor create(Settings settings) {
    return new Monitor(settings);
  }
}
