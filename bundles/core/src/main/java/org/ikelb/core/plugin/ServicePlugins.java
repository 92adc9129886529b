package org.ikelb.core.plugin;

import java.util.Map;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed plugins, as the framework's services tell. It stands here, and not in {@code api},
 * so that plugins can be tried beside {@code api} in a framework that has nothing else.
 *
 * <p>Thread-safe; waits for nothing.
 */
@Component(service = InstalledPlugins.class)
public final class ServicePlugins extends InstalledPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(ServicePlugins.class);

  /** Makes one that knows none yet. */
  @Activate
  public ServicePlugins() {}

  private void offer(
      ExtensionPoint point, PluginFactory<?> factory, Map<String, Object> properties) {
    if (!add(point, factory, properties)) {
      LOG.warn(
          "event=plugin-without-name extension_point={} factory={} needs=\"the service property {}\"",
          point,
          factory.getClass().getName(),
          PluginFactory.NAME);
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStrategy(PersistencyStrategyFactory<?> factory, Map<String, Object> properties) {
    offer(ExtensionPoint.PERSISTENCY_STRATEGY, factory, properties);
  }

  void removeStrategy(PersistencyStrategyFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addMethod(BalancingMethodFactory<?> factory, Map<String, Object> properties) {
    offer(ExtensionPoint.BALANCING_METHOD, factory, properties);
  }

  void removeMethod(BalancingMethodFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addMonitor(HealthMonitorFactory<?> factory, Map<String, Object> properties) {
    offer(ExtensionPoint.MONITOR, factory, properties);
  }

  void removeMonitor(HealthMonitorFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addGuard(GuardFactory<?> factory, Map<String, Object> properties) {
    offer(ExtensionPoint.GUARD, factory, properties);
  }

  void removeGuard(GuardFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExporter(ExporterFactory<?> factory, Map<String, Object> properties) {
    offer(ExtensionPoint.EXPORTER, factory, properties);
  }

  void removeExporter(ExporterFactory<?> factory) {
    remove(factory);
  }

  @Override
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addObserver(IkeObserver observer, Map<String, Object> properties) {
    super.addObserver(observer, properties);
  }

  @Override
  public void removeObserver(IkeObserver observer) {
    super.removeObserver(observer);
  }
}
