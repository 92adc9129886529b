package org.ikelb.exporter.rras;

import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the exporter {@code rras}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=rras")
public final class RrasFactory implements ExporterFactory<NoSettings> {

  @Override
  public String product() {
    return RrasExporter.PRODUCT.title();
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Exporter create(NoSettings settings) {
    return new RrasExporter();
  }
}
