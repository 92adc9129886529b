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
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ikelb.api.view.SettingView;
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
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
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

  /** What can be typed in a command and written in a file without thinking about it. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[^\\s\\p{Z}\\p{C}/\"'\\\\]+");

  private final List<Offer> offers = new CopyOnWriteArrayList<>();
  private final Map<IkeObserver, String> observers = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<PluginFactory<?>, FailedPlugin> misnamed = new ConcurrentHashMap<>();
  private volatile Supplier<List<FailedPlugin>> idle = List::of;
  private volatile BiFunction<Class<?>, String, List<SettingView>> configured =
      (service, name) -> List.of();

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
   * @param properties those of the service; without an {@code ikelb.name} that can be typed it is
   *     not added
   */
  public void add(ExtensionPoint point, PluginFactory<?> factory, Map<String, Object> properties) {
    String name = properties.get(PluginFactory.NAME) instanceof String text ? text : "";
    if (!PLAIN_NAME.matcher(name).matches()) {
      LOG.warn(
          "event=plugin-without-name extension_point={} factory={} needs=\"the service property {}\"",
          point,
          factory.getClass().getName(),
          PluginFactory.NAME);
      misnamed.put(factory, misnamed(point, name, factory));
      return;
    }
    offers.add(new Offer(point, name, factory, Ranking.of(properties)));
    listeners.forEach(Runnable::run);
  }

  private static FailedPlugin misnamed(
      ExtensionPoint point, String name, PluginFactory<?> factory) {
    return new FailedPlugin(
        point.title(),
        name,
        factory.getClass().getName(),
        "",
        (name.isBlank()
                ? "it has no name: the service property " + PluginFactory.NAME
                : "its name, the service property "
                    + PluginFactory.NAME
                    + ", has spaces, slashes, quotes or unprintable characters")
            + "; its author must mend that");
  }

  /** Those that bundles bring and that are not there for use, and why. */
  public List<FailedPlugin> failed() {
    List<FailedPlugin> failed = new ArrayList<>(misnamed.values());
    failed.addAll(idle.get());
    failed.sort(Comparator.comparing(FailedPlugin::subject));
    return failed;
  }

  /** The one of this name, if a bundle brings it and it is not there for use. */
  public Optional<FailedPlugin> failed(ExtensionPoint point, String name) {
    return failed().stream()
        .filter(plugin -> plugin.kind().equals(point.title()) && plugin.name().equals(name))
        .findFirst();
  }

  /** Who knows which components of bundles are not at work. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setComponents(ServiceComponentRuntime components) {
    setIdle(() -> IdleComponents.of(components));
    configured = (service, name) -> ConfiguredComponents.settings(components, service, name);
  }

  void unsetComponents(ServiceComponentRuntime components) {
    setIdle(List::of);
    configured = (service, name) -> List.of();
  }

  /** What Config Admin can set for a plugin that no topology names: a state store, an observer. */
  public List<SettingView> settings(Class<?> service, String name) {
    return configured.apply(service, name);
  }

  /** The same without a framework. */
  public void setIdle(Supplier<List<FailedPlugin>> failed) {
    idle = failed;
  }

  /** Removes a factory, as the framework does with each that leaves. */
  public void remove(PluginFactory<?> factory) {
    misnamed.remove(factory);
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
