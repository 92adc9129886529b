package org.ikelb.core.persist;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ikelb.api.plugin.Ranking;
import org.ikelb.core.state.FileStateStore;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.StateStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The state stores there are now: services, and below them ikelb's own files. These are no service,
 * so that they are still there when ikelb saves for the last time.
 *
 * <p>Thread-safe.
 */
@Component(service = StateStores.class)
public final class StateStores {
  private final int saveEverySeconds;
  private final Optional<Offer> files;
  private final List<Offer> offers = new CopyOnWriteArrayList<>();

  @Activate
  public StateStores(BundleContext context) {
    // A demo begins anew each time: its clients are new ones.
    this(
        "demo".equals(context.getProperty("ikelb.mode"))
            ? Optional.empty()
            : Optional.ofNullable(context.getProperty("ikelb.state")).map(Path::of),
        SaveInterval.of(context));
  }

  /**
   * The same without a framework.
   *
   * @param directory where files are kept; empty: there are none
   * @param saveEverySeconds how often they are told what has changed
   */
  public StateStores(Optional<Path> directory, int saveEverySeconds) {
    this.saveEverySeconds = saveEverySeconds;
    files =
        directory.map(dir -> new Offer(new FileStateStore(dir), FileStateStore.NAME, Ranking.LAST));
  }

  /**
   * A store somebody offers.
   *
   * @param name its {@code ikelb.name}
   * @param ranking the first one counts
   */
  public record Offer(StateStore store, String name, Ranking ranking) {
    boolean isSame(Offer other) {
      return store == other.store;
    }
  }

  /** How often they are told what has changed. */
  int saveEverySeconds() {
    return saveEverySeconds;
  }

  /** The one that is to be used; empty: nothing is kept. */
  Optional<Offer> current() {
    return offers.stream().min(Comparator.comparing(Offer::ranking)).or(() -> files);
  }

  /** Those that bundles offer. */
  public List<Offer> offers() {
    return List.copyOf(offers);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addStore(StateStore store, Map<String, Object> properties) {
    Object name = properties.getOrDefault(PluginFactory.NAME, store.getClass().getName());
    offers.add(new Offer(store, String.valueOf(name), Ranking.of(properties)));
  }

  public void removeStore(StateStore store) {
    offers.removeIf(offer -> offer.store == store);
  }
}
