package org.ikelb.api.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * An OSGi service that knows the plugins that are installed now. Of two with the same name the one
 * with the higher service ranking counts, then the older one.
 *
 * <p>Thread-safe; waits for nothing.
 */
@Component(service = InstalledPlugins.class)
public final class InstalledPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);

  private final List<Offer> offers = new CopyOnWriteArrayList<>();
  private final Map<IkeObserver, String> observers = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Knows none yet. */
  @Activate
  public InstalledPlugins() {}

  /**
   * A factory somebody offers.
   *
   * @param point what it makes
   * @param name its {@code ikelb.name}
   * @param ranking decides between two with one name
   */
  public record Offer(
      ExtensionPoint point, String name, PluginFactory<?> factory, Ranking ranking) {}

  /**
   * A name that two offer.
   *
   * @param used the one that counts
   * @param passedOver the other one
   */
  public record Rivals(Offer used, Offer passedOver) {}

  /**
   * Tells when plugins have come or gone, until what is returned is run.
   *
   * @param listener called on whatever thread starts or stops a bundle; must not block
   */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** The factory of this name that counts. */
  public Optional<PluginFactory<?>> find(ExtensionPoint point, String name) {
    return best(point, name).map(Offer::factory);
  }

  /** The factories that count, by their names. */
  public SortedMap<String, PluginFactory<?>> byName(ExtensionPoint point) {
    SortedMap<String, PluginFactory<?>> factories = new TreeMap<>();
    offers.stream()
        .filter(offer -> offer.point == point)
        .sorted(Comparator.comparing(Offer::ranking))
        .forEach(offer -> factories.putIfAbsent(offer.name, offer.factory));
    return factories;
  }

  /** Whether it is still there, whether it counts or not. */
  public boolean isOffered(PluginFactory<?> factory) {
    return offers.stream().anyMatch(offer -> offer.factory == factory);
  }

  private Optional<Offer> best(ExtensionPoint point, String name) {
    return offers.stream()
        .filter(offer -> offer.point == point && offer.name.equals(name))
        .min(Comparator.comparing(Offer::ranking));
  }

  /** Where the service ranking, or else the age, decides between two with one name. */
  public List<Rivals> rivals() {
    return offers().stream()
        .flatMap(
            offer ->
                best(offer.point, offer.name)
                    .filter(best -> best.factory != offer.factory)
                    .map(best -> new Rivals(best, offer))
                    .stream())
        .toList();
  }

  /** All that are offered, by extension point and name. */
  public List<Offer> offers() {
    List<Offer> sorted = new ArrayList<>(offers);
    sorted.sort(Comparator.comparing(Offer::point).thenComparing(Offer::name));
    return sorted;
  }

  /** Who observes IKE messages, with their names. */
  public Map<IkeObserver, String> observers() {
    return Map.copyOf(observers);
  }

  /**
   * Adds a factory, as the framework does with each that is registered.
   *
   * @param properties those of the service; without {@code ikelb.name} it is not added
   */
  public void add(ExtensionPoint point, PluginFactory<?> factory, Map<String, Object> properties) {
    if (!(properties.get(PluginFactory.NAME) instanceof String name) || name.isBlank()) {
      LOG.warn(
          "event=plugin-without-name extension_point={} factory={} needs=\"the service property {}\"",
          point,
          factory.getClass().getName(),
          PluginFactory.NAME);
      return;
    }
    offers.add(new Offer(point, name, factory, Ranking.of(properties)));
    listeners.forEach(Runnable::run);
  }

  /** Removes a factory, as the framework does with each that leaves. */
  public void remove(PluginFactory<?> factory) {
    offers.removeIf(offer -> offer.factory == factory);
    listeners.forEach(Runnable::run);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStrategy(PersistencyStrategyFactory<?> factory, Map<String, Object> properties) {
    add(ExtensionPoint.PERSISTENCY_STRATEGY, factory, properties);
  }

  void removeStrategy(PersistencyStrategyFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addMethod(BalancingMethodFactory<?> factory, Map<String, Object> properties) {
    add(ExtensionPoint.BALANCING_METHOD, factory, properties);
  }

  void removeMethod(BalancingMethodFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addMonitor(HealthMonitorFactory<?> factory, Map<String, Object> properties) {
    add(ExtensionPoint.MONITOR, factory, properties);
  }

  void removeMonitor(HealthMonitorFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addGuard(GuardFactory<?> factory, Map<String, Object> properties) {
    add(ExtensionPoint.GUARD, factory, properties);
  }

  void removeGuard(GuardFactory<?> factory) {
    remove(factory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExporter(ExporterFactory<?> factory, Map<String, Object> properties) {
    add(ExtensionPoint.EXPORTER, factory, properties);
  }

  void removeExporter(ExporterFactory<?> factory) {
    remove(factory);
  }

  /** Adds an observer, as the framework does with each that is registered. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addObserver(IkeObserver observer, Map<String, Object> properties) {
    String unnamed = observer.getClass().getSimpleName();
    observers.put(observer, String.valueOf(properties.getOrDefault(PluginFactory.NAME, unnamed)));
    listeners.forEach(Runnable::run);
  }

  /** Removes an observer, as the framework does with each that leaves. */
  public void removeObserver(IkeObserver observer) {
    observers.remove(observer);
    listeners.forEach(Runnable::run);
  }
}
