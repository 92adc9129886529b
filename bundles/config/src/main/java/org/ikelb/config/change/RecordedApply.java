package org.ikelb.config.change;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges.Applied;
import org.ikelb.api.SafeChanges.Order;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a topology together with its record in the history: what is to be confirmed is on disk
 * before it runs, so that whatever happens to ikelb, it is taken back.
 *
 * <p>Used under the lock of {@link LiveChanges}.
 */
record RecordedApply(Control control, TopologyHistory history, Weights weights, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedApply.class);

  /** The same topology in other words: from now on these are the ones to save. */
  Applied inOtherWords(String text, Order order) throws Refused {
    if (!history.newest().map(Entry::text).equals(Optional.of(text))) {
      remember(
          () -> history.add(clock.instant(), order.author(), order.source(), text, weights.set()));
    }
    return new Applied(newest(), List.of());
  }

  /**
   * Applies what is there to stay.
   *
   * @param set the weights that come into force with it, by {@code pool/gateway}
   */
  Applied forGood(
      Topology topology, String author, String source, String text, Map<String, Integer> set)
      throws Refused {
    remember(() -> history.add(clock.instant(), author, source, text, set));
    List<Change> changes = applyOrForget(topology, author);
    Weights.restore(control, set);
    return new Applied(newest(), changes);
  }

  /** Applies what is taken back unless somebody confirms it in time. */
  Applied untilConfirmed(Topology topology, Order order, String text, Duration within)
      throws Refused {
    Instant now = clock.instant();
    Instant end = now.plus(within);
    remember(() -> history.addUnconfirmed(now, order.author(), order.source(), text, end));
    List<Change> changes = applyOrForget(topology, order.author());
    LOG.info(
        "event=confirmation-due topology={} author=\"{}\" until={}",
        newest().number(),
        order.author(),
        end);
    return new Applied(newest(), changes);
  }

  /**
   * Takes back the newest, which nobody confirmed.
   *
   * @param topology what the text of {@code back} means
   */
  Applied insteadOfUnconfirmed(Topology topology, Entry back, String author, String source)
      throws Refused {
    // First what runs: should ikelb die in between, the start takes it back once more.
    // It may run already: what could not be kept the last time is tried again.
    List<Change> changes =
        control.topology().equals(topology) ? List.of() : control.apply(topology, author);
    Weights.restore(control, back.weights());
    try {
      history.decide(Standing.ROLLED_BACK);
      Entry added = history.add(clock.instant(), author, source, back.text(), back.weights());
      return new Applied(added.topology(), changes);
    } catch (UncheckedIOException e) {
      throw new Refused(List.of("the topology before runs again, but " + why(e)));
    }
  }

  /** What runs; something was applied before. */
  AppliedTopology newest() {
    return history.newest().orElseThrow(IllegalStateException::new).topology();
  }

  private List<Change> applyOrForget(Topology topology, String author) throws Refused {
    try {
      return control.apply(topology, author);
    } catch (Refused | RuntimeException e) {
      history.forgetNewest();
      throw e;
    }
  }

  private static void remember(Runnable add) throws Refused {
    try {
      add.run();
    } catch (UncheckedIOException e) {
      throw new Refused(List.of(why(e) + "; nothing was changed"));
    }
  }

  /** What could not be kept, and why, for people. */
  static String why(UncheckedIOException e) {
    return e.getMessage() + ": " + e.getCause();
  }
}
