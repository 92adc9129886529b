package org.ikelb.exporter.f5;

import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the exporter {@code f5}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=f5")
public final class F5ExporterFactory implements ExporterFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public String product() {
    return Translation.PRODUCT.title();
  }

  @Override
  public Exporter create(NoSettings settings) {
    return new F5Exporter();
  }
}
