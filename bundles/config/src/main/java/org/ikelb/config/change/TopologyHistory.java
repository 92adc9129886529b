package org.ikelb.config.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.config.change.HistoryJson.Kept;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What was applied, newest last, and the weights that were set by hand since. The newest one is
 * what runs, or what ran when ikelb ended.
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
  private Kept kept;

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
    return kept.entries();
  }

  /** What runs, or ran last. */
  synchronized Optional<Entry> newest() {
    List<Entry> entries = kept.entries();
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  synchronized Optional<Entry> find(long number) {
    return kept.entries().stream().filter(entry -> entry.number() == number).findFirst();
  }

  /** The newest one that is there to stay. */
  synchronized Optional<Entry> lastConfirmed() {
    return newest(kept.entries().stream().filter(entry -> entry.is(Standing.CONFIRMED)).toList());
  }

  private static Optional<Entry> newest(List<Entry> entries) {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  /** Adds what runs from now on; weights set by hand are over with it. */
  synchronized Entry add(Instant at, String author, String source, String text) {
    return add(Entry.of(next(), at, author, source, text));
  }

  /** Adds what is to be confirmed until then. */
  synchronized Entry addUnconfirmed(
      Instant at, String author, String source, String text, Instant end) {
    return add(Entry.of(next(), at, author, source, text).unconfirmedUntil(end));
  }

  private long next() {
    return newest().map(Entry::number).orElse(0L) + 1;
  }

  private Entry add(Entry entry) {
    List<Entry> entries = new ArrayList<>(kept.entries());
    entries.add(entry);
    keep(new Kept(entries.subList(Math.max(0, entries.size() - MOST), entries.size()), Map.of()));
    return entry;
  }

  /** The newest one was refused: it never ran. */
  synchronized void forgetNewest() {
    keep(new Kept(kept.entries().subList(0, kept.entries().size() - 1), kept.weights()));
  }

  /** The fate of the newest one is decided. */
  synchronized Entry decide(Standing standing) {
    List<Entry> entries = new ArrayList<>(kept.entries());
    int last = entries.size() - 1;
    Entry decided = entries.get(last).decided(standing);
    entries.set(last, decided);
    keep(new Kept(entries, kept.weights()));
    return decided;
  }

  /** Weights set by hand, by {@code pool/gateway}. */
  synchronized Map<String, Integer> weights() {
    return kept.weights();
  }

  synchronized void keepWeights(Map<String, Integer> weights) {
    if (!weights.equals(kept.weights())) {
      keep(new Kept(kept.entries(), weights));
    }
  }

  private void keep(Kept changed) {
    try {
      file.save(changed);
    } catch (IOException e) {
      throw new UncheckedIOException("the history of topologies cannot be kept", e);
    }
    kept = changed;
  }
}
