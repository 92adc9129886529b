package org.ikelb.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * The plugin factories that are installed now. Of two with the same name the one with the higher
 * service ranking counts.
 *
 * <p>Thread-safe.
 */
@Component(service = Plugins.class)
public final class Plugins {
  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

  private final List<Offer> offers = new CopyOnWriteArrayList<>();
  private final Map<IkeObserver, String> observers = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public Plugins() {}

  /**
   * A factory somebody offers.
   *
   * @param kind what it makes
   * @param name its {@code ikelb.name}
   * @param ranking decides between two with one name
   */
  public record Offer(Kind kind, String name, PluginFactory<?> factory, Ranking ranking) {}

  /** The extension points. */
  public enum Kind {
    STRATEGY("persistency strategy", PersistencyStrategyFactory.class),
    METHOD("balancing method", BalancingMethodFactory.class),
    MONITOR("health monitor", HealthMonitorFactory.class),
    GUARD("guard", GuardFactory.class),
    EXPORTER("exporter", ExporterFactory.class);

    public final String label;
    final Class<?> factory;

    Kind(String label, Class<?> factory) {
      this.label = label;
      this.factory = factory;
    }
  }

  /** Tells when plugins come or go, until what is returned is run. */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public Optional<PluginFactory<?>> find(Kind kind, String name) {
    return best(kind, name).map(Offer::factory);
  }

  boolean isOffered(PluginFactory<?> factory) {
    return offers.stream().anyMatch(offer -> offer.factory == factory);
  }

  private Optional<Offer> best(Kind kind, String name) {
    return offers.stream()
        .filter(offer -> offer.kind == kind && offer.name.equals(name))
        .min(Comparator.comparing(Offer::ranking));
  }

  /**
   * A name that two offer.
   *
   * @param used the one that counts
   * @param passedOver the other one
   */
  public record Rivals(Offer used, Offer passedOver) {}

  /** Where the service ranking, or else the age, decides between two with one name. */
  public List<Rivals> rivals() {
    return offers().stream()
        .flatMap(
            offer ->
                best(offer.kind, offer.name)
                    .filter(best -> best.factory != offer.factory)
                    .map(best -> new Rivals(best, offer))
                    .stream())
        .toList();
  }

  public List<Offer> offers() {
    List<Offer> sorted = new ArrayList<>(offers);
    sorted.sort(Comparator.comparing(Offer::kind).thenComparing(Offer::name));
    return sorted;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addStrategy(PersistencyStrategyFactory<?> factory, Map<String, Object> properties) {
    add(Kind.STRATEGY, factory, properties);
  }

  public void removeStrategy(PersistencyStrategyFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addMethod(BalancingMethodFactory<?> factory, Map<String, Object> properties) {
    add(Kind.METHOD, factory, properties);
  }

  public void removeMethod(BalancingMethodFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addMonitor(HealthMonitorFactory<?> factory, Map<String, Object> properties) {
    add(Kind.MONITOR, factory, properties);
  }

  public void removeMonitor(HealthMonitorFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addGuard(GuardFactory<?> factory, Map<String, Object> properties) {
    add(Kind.GUARD, factory, properties);
  }

  public void removeGuard(GuardFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addExporter(ExporterFactory<?> factory, Map<String, Object> properties) {
    add(Kind.EXPORTER, factory, properties);
  }

  public void removeExporter(ExporterFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addObserver(IkeObserver observer, Map<String, Object> properties) {
    String unnamed = observer.getClass().getSimpleName();
    observers.put(observer, String.valueOf(properties.getOrDefault(PluginFactory.NAME, unnamed)));
    listeners.forEach(Runnable::run);
  }

  public void removeObserver(IkeObserver observer) {
    observers.remove(observer);
    listeners.forEach(Runnable::run);
  }

  /** Who observes IKE messages, with their names. */
  public Map<IkeObserver, String> observers() {
    return Map.copyOf(observers);
  }

  private void add(Kind kind, PluginFactory<?> factory, Map<String, Object> properties) {
    if (!(properties.get(PluginFactory.NAME) instanceof String name) || name.isBlank()) {
      LOG.warn(
          "event=plugin-without-name extension_point={} factory={} needs=\"the service property {}\"",
          kind,
          factory.getClass().getName(),
          PluginFactory.NAME);
      return;
    }
    offers.add(new Offer(kind, name, factory, Ranking.of(properties)));
    listeners.forEach(Runnable::run);
  }

  private void remove(PluginFactory<?> factory) {
    offers.removeIf(offer -> offer.factory == factory);
    listeners.forEach(Runnable::run);
  }
}
