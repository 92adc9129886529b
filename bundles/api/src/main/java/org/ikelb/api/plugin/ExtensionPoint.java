package org.ikelb.api.plugin;

import java.util.Set;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;

/**
 * What can be done in another way by a plugin that is named, and has settings.
 *
 * <p>Immutable and thread-safe.
 */
public enum ExtensionPoint {
  PERSISTENCY_STRATEGY("persistency strategy", PersistencyStrategyFactory.class),
  BALANCING_METHOD("balancing method", BalancingMethodFactory.class),
  MONITOR("health monitor", HealthMonitorFactory.class),
  GUARD("guard", GuardFactory.class),
  EXPORTER("exporter", ExporterFactory.class);

  private final String title;

  @SuppressWarnings("rawtypes") // what a class literal of a generic type is
  private final Class<? extends PluginFactory> factory;

  @SuppressWarnings("rawtypes")
  ExtensionPoint(String title, Class<? extends PluginFactory> factory) {
    this.title = title;
    this.factory = factory;
  }

  /** The name of the interface that its factories offer. */
  String service() {
    return factory.getName();
  }

  /** Keys that mean something else where the settings of such a plugin stand. */
  public Set<String> reservedSettings() {
    return switch (this) {
      case PERSISTENCY_STRATEGY, BALANCING_METHOD, GUARD -> Set.of("type");
      case MONITOR -> Set.of("type", "interval", "timeout", "fall", "rise");
      case EXPORTER -> Set.of();
    };
  }

  /** Its name in messages and documentation. */
  public String title() {
    return title;
  }

  /** Whether this is a factory of such plugins. */
  public boolean isMadeBy(PluginFactory<?> candidate) {
    return factory.isInstance(candidate);
  }
}
