package org.ikelb.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.ikelb.api.plugin.ExporterFailures;
import org.ikelb.api.view.Change;
import org.ikelb.core.event.Events;
import org.ikelb.core.time.Time;
import org.ikelb.spi.ExporterFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The exporters that have failed: no place in the topology names one, and core asks none.
 *
 * <p>Thread-safe.
 */
@Component(service = {ExporterFailures.class, FailingExporters.class})
public final class FailingExporters implements ExporterFailures {
  private final Events events;
  private final Time time;

  /** Weakly, so that nothing of a bundle that has left is kept. */
  private final Map<ExporterFactory<?>, Failing> failing = new WeakHashMap<>();

  @Activate
  public FailingExporters(@Reference Events events) {
    this(events, Time.system());
  }

  public FailingExporters(Events events, Time time) {
    this.events = events;
    this.time = time;
  }

  private record Failing(String name, PluginFailures failures) {}

  @Override
  public synchronized boolean isSetAside(ExporterFactory<?> exporter) {
    Failing known = failing.get(exporter);
    return known != null && known.failures.isSetAside();
  }

  @Override
  public void failed(String name, ExporterFactory<?> exporter, Throwable failure) {
    failures(name, exporter).threw(failure);
  }

  private synchronized PluginFailures failures(String name, ExporterFactory<?> exporter) {
    return failing.computeIfAbsent(
            exporter,
            added -> new Failing(name, new PluginFailures(name, place(name), events, time)))
        .failures;
  }

  /** Those that have rested will be asked again. */
  public synchronized void tryAgain() {
    failing.replaceAll(
        (exporter, known) ->
            known.failures.hasRested()
                ? new Failing(known.name, known.failures.triedAgain())
                : known);
  }

  private static String place(String name) {
    return "exporter " + name;
  }

  public synchronized long count(Object factory) {
    Failing known = failing.get(factory);
    return known == null ? 0 : known.failures.count();
  }

  /** The names of those that are not asked. */
  public synchronized List<String> setAside() {
    return failing.values().stream()
        .filter(known -> known.failures.isSetAside())
        .map(Failing::name)
        .sorted()
        .toList();
  }

  /** Those that were set aside will be asked again; says which. */
  public synchronized List<Change> forgive() {
    List<Change> changes = new ArrayList<>();
    failing.replaceAll(
        (exporter, known) -> {
          if (!known.failures.isSetAside()) {
            return known;
          }
          changes.add(TriedAgain.change(place(known.name), known.name));
          return new Failing(known.name, known.failures.forgiven());
        });
    return changes;
  }
}
