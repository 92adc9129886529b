package org.ikelb.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.config.topology.ExtensionPoint;
import org.ikelb.config.topology.Plugins;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The plugin factories that are registered as services now.
 *
 * <p>Thread-safe: each list is replaced as a whole.
 */
@Component(service = Plugins.class)
public final class InstalledPlugins implements Plugins {
  @Reference(
      service = PersistencyStrategyFactory.class,
      collectionType = CollectionType.TUPLE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Map.Entry<Map<String, Object>, PluginFactory<?>>> strategies = List.of();

  @Reference(
      service = BalancingMethodFactory.class,
      collectionType = CollectionType.TUPLE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Map.Entry<Map<String, Object>, PluginFactory<?>>> methods = List.of();

  @Reference(
      service = HealthMonitorFactory.class,
      collectionType = CollectionType.TUPLE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Map.Entry<Map<String, Object>, PluginFactory<?>>> monitors = List.of();

  @Reference(
      service = GuardFactory.class,
      collectionType = CollectionType.TUPLE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Map.Entry<Map<String, Object>, PluginFactory<?>>> guards = List.of();

  @Override
  public Map<String, PluginFactory<?>> of(ExtensionPoint point) {
    return switch (point) {
      case PERSISTENCY_STRATEGY -> byName(strategies);
      case BALANCING_METHOD -> byName(methods);
      case MONITOR -> byName(monitors);
      case GUARD -> byName(guards);
    };
  }

  /** Services come lowest ranking first, so of two with the same name the higher one stays. */
  private static Map<String, PluginFactory<?>> byName(
      List<Map.Entry<Map<String, Object>, PluginFactory<?>>> services) {
    Map<String, PluginFactory<?>> factories = new HashMap<>();
    for (Map.Entry<Map<String, Object>, PluginFactory<?>> service : services) {
      if (service.getKey().get(PluginFactory.NAME) instanceof String name) {
        factories.put(name, service.getValue());
      }
    }
    return factories;
  }
}
