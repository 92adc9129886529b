package org.ikelb.config.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What was applied, newest last, each with the weights that were set by hand while it ran. The
 * newest one is what runs, or what ran when ikelb ended.
 *
 * <p>Thread-safe. Every change is on disk when its call returns.
 */
@Component(service = TopologyHistory.class)
public final class TopologyHistory {
  /** The name of its file in {@code state/}. */
  static final String FILE = "topologies.json";

  /** Enough to find out who did what last month; each is as long as its file. */
  private static final int MOST = 50;

  private final HistoryFile file;
  private List<Entry> kept;

  @Activate
  public TopologyHistory(BundleContext context) {
    // A demo begins anew each time; a tool must leave no trace.
    this(
        "run".equals(context.getProperty("ikelb.mode"))
            ? Optional.ofNullable(context.getProperty("ikelb.state")).map(Path::of)
            : Optional.empty());
  }

  /**
   * The same without a framework.
   *
   * @param state the folder for what outlives a restart; empty: nothing does
   */
  public TopologyHistory(Optional<Path> state) {
    this.file = new HistoryFile(state.map(folder -> folder.resolve(FILE)));
    this.kept = file.load();
  }

  /** Oldest first. */
  synchronized List<Entry> entries() {
    return kept;
  }

  /** What runs, or ran last. */
  synchronized Optional<Entry> newest() {
    return newest(kept);
  }

  synchronized Optional<Entry> find(long number) {
    return kept.stream().filter(entry -> entry.number() == number).findFirst();
  }

  /** The newest one that is there to stay. */
  synchronized Optional<Entry> lastConfirmed() {
    return newest(kept.stream().filter(entry -> entry.is(Standing.CONFIRMED)).toList());
  }

  private static Optional<Entry> newest(List<Entry> entries) {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  /**
   * Adds what runs from now on.
   *
   * @param weights set by hand that are in force with it
   */
  synchronized Entry add(
      Instant at, String author, String source, String text, Map<String, Integer> weights) {
    return add(Entry.of(next(), at, author, source, text, weights));
  }

  /** Adds what is to be confirmed until then. */
  synchronized Entry addUnconfirmed(
      Instant at, String author, String source, String text, Instant end) {
    return add(Entry.of(next(), at, author, source, text, Map.of()).unconfirmedUntil(end));
  }

  private long next() {
    return newest().map(Entry::number).orElse(0L) + 1;
  }

  private Entry add(Entry entry) {
    List<Entry> entries = new ArrayList<>(kept);
    entries.add(entry);
    keep(entries.subList(Math.max(0, entries.size() - MOST), entries.size()));
    return entry;
  }

  /** The newest one was refused: it never ran. */
  synchronized void forgetNewest() {
    keep(kept.subList(0, kept.size() - 1));
  }

  /** The fate of the newest one is decided. */
  synchronized Entry decide(Standing standing) {
    return replaceNewest(entry -> entry.decided(standing));
  }

  /** Other weights are in force now, by {@code pool/gateway}. */
  synchronized void keepWeights(Map<String, Integer> weights) {
    if (newest().filter(entry -> !entry.weights().equals(weights)).isPresent()) {
      var unused = replaceNewest(entry -> entry.with(weights));
    }
  }

  private Entry replaceNewest(UnaryOperator<Entry> change) {
    List<Entry> entries = new ArrayList<>(kept);
    int last = entries.size() - 1;
    Entry changed = change.apply(entries.get(last));
    entries.set(last, changed);
    keep(entries);
    return changed;
  }

  private void keep(List<Entry> changed) {
    try {
      file.save(changed);
    } catch (IOException e) {
      throw new UncheckedIOException("the history of topologies cannot be kept", e);
    }
    kept = List.copyOf(changed);
  }
}
