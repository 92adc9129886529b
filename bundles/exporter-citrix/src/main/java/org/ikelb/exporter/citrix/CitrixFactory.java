package org.ikelb.exporter.citrix;

import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the exporter {@code citrix}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=citrix")
public final class CitrixFactory implements ExporterFactory<NoSettings> {

  @Override
  public String product() {
    return CitrixExporter.PRODUCT.title();
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Exporter create(NoSettings settings) {
    return new CitrixExporter();
  }
}
