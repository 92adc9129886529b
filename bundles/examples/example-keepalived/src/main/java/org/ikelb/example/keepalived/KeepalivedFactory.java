package org.ikelb.example.keepalived;

import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the exporter {@code keepalived}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=keepalived")
public final class KeepalivedFactory implements ExporterFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public String product() {
    return "keepalived (IPVS)";
  }

  @Override
  public Exporter create(NoSettings settings) {
    return new Keepalived();
  }
}
