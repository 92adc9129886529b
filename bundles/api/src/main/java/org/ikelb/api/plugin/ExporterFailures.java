package org.ikelb.api.plugin;

import org.ikelb.spi.ExporterFactory;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An OSGi service that counts what goes wrong in exporters, whom others than core ask: as other
 * plugins, one is set aside after 10 failures within 60 s, and tried again by itself after 10 s to
 * 10 min; at once when its bundle is updated or the topology is applied again.
 *
 * <p>Thread-safe; waits for nothing.
 */
@ProviderType
public interface ExporterFailures {
  /** Whether it failed too often to be asked. */
  boolean isSetAside(ExporterFactory<?> exporter);

  /**
   * A call into it, or into what it made, went wrong.
   *
   * @param name its {@code ikelb.name}
   * @param failure what it threw, or what says that it returned what it must not
   */
  void failed(String name, ExporterFactory<?> exporter, Throwable failure);
}
