package org.ikelb.config.topology;

import java.util.Map;
import org.ikelb.spi.PluginFactory;

/** The plugins that are installed now. Thread-safe. */
@FunctionalInterface
public interface Plugins {
  /** The factories of one extension point by their names. */
  Map<String, PluginFactory<?>> of(ExtensionPoint point);
}
