package ${package};

import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/** Offers the plugin to ikelb under its name. */
@Component(property = PluginFactory.NAME + "=${name}")
public final class Factory implements ExporterFactory<Settings> {
  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public String product() {
    return "${name}";
  }

  @Override
  public Exporter create(Settings settings) {
    return new ExporterPlugin(settings);
  }
}
