package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes exporters. Its name ({@link PluginFactory#NAME}) is the product's: {@code ikelb export f5}.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record
 */
@ConsumerType
public interface ExporterFactory<S extends Record> extends PluginFactory<S> {
  /** The product's full name: {@code F5 BIG-IP}. */
  String product();

  /** Makes one; with the defaults of its settings, since a topology names no exporters. */
  Exporter create(S settings);
}
