package org.ikelb.config.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Deviation;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes as people order them: refuses what overtakes others, waits for confirmations, finds the
 * way back. What is decided runs through {@link RecordedApply}.
 *
 * <p>Thread-safe: changes happen one after the other.
 */
final class LiveChanges implements SafeChanges {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);

  private final Control control;
  private final TopologyFile file;
  private final TopologyHistory history;
  private final Weights weights;
  private final Supplier<List<Deviation>> delta;
  private final Clock clock;
  private final RecordedApply recorded;
  private String failure = "";

  LiveChanges(
      Control control,
      TopologyFile file,
      TopologyHistory history,
      Weights weights,
      Supplier<List<Deviation>> delta,
      Clock clock) {
    this.control = control;
    this.file = file;
    this.history = history;
    this.weights = weights;
    this.delta = delta;
    this.clock = clock;
    this.recorded = new RecordedApply(control, history, weights, clock);
  }

  @Override
  public synchronized Applied apply(Reading reading, Order order) throws Refused {
    Topology topology = sound(reading);
    refuseIfOvertaken(order);
    refuseWhileUnconfirmed();
    Preview preview = control.preview(topology);
    if (preview.changes().isEmpty()) {
      return recorded.inOtherWords(reading.text(), order);
    }
    refuseIfItCuts(preview, order.mayCut());
    return order.confirmWithin().isEmpty()
        ? recorded.forGood(topology, order.author(), order.source(), reading.text(), Map.of())
        : recorded.untilConfirmed(topology, order, reading.text(), order.confirmWithin().get());
  }

  private static void refuseIfItCuts(Preview preview, boolean mayCut) throws Refused {
    if (preview.sessionsCut() > 0 && !mayCut) {
      throw Refused.becauseItCuts(preview.sessionsCut());
    }
  }

  private static Topology sound(Reading reading) throws Refused {
    return reading
        .topology()
        .orElseThrow(
            () -> new Refused(reading.problems().stream().map(Problem::toString).toList()));
  }

  private void refuseIfOvertaken(Order order) throws Refused {
    Optional<AppliedTopology> newest = history.newest().map(Entry::topology);
    if (order.base().isPresent()
        && newest.isPresent()
        && newest.get().number() != order.base().getAsLong()) {
      throw new Refused(
          List.of(
              "topology "
                  + newest.get().number()
                  + " was applied by "
                  + newest.get().author()
                  + " at "
                  + newest.get().at().truncatedTo(ChronoUnit.SECONDS)
                  + ", after topology "
                  + order.base().getAsLong()
                  + ", which this change was made for; nothing was changed"));
    }
  }

  private void refuseWhileUnconfirmed() throws Refused {
    Optional<AppliedTopology> waiting = unconfirmed();
    if (waiting.isPresent()) {
      throw new Refused(
          List.of(
              "topology "
                  + waiting.get().number()
                  + " of "
                  + waiting.get().author()
                  + " waits for its confirmation: confirm it, or undo it, first"));
    }
  }

  @Override
  public synchronized AppliedTopology confirm(String author) throws Refused {
    if (unconfirmed().isEmpty()) {
      throw new Refused(List.of("no change waits for its confirmation"));
    }
    if (history.newest().filter(this::isWhatRuns).isEmpty()) {
      throw new Refused(
          List.of("the change was taken back already, though that could not be kept so far"));
    }
    Entry confirmed;
    try {
      confirmed = history.decide(Standing.CONFIRMED);
    } catch (UncheckedIOException e) {
      throw new Refused(
          List.of(RecordedApply.why(e) + "; it is not confirmed, and is taken back in time"));
    }
    LOG.info("event=topology-confirmed topology={} author=\"{}\"", confirmed.number(), author);
    return confirmed.topology();
  }

  @Override
  public synchronized Applied undo(String author, boolean mayCut) throws Refused {
    Optional<Entry> waiting = history.newest().filter(entry -> entry.is(Standing.UNCONFIRMED));
    Optional<Entry> target = waiting.isPresent() ? history.lastConfirmed() : lastOther();
    Entry back =
        target.orElseThrow(
            () -> new Refused(List.of("the history holds no other topology to go back to")));
    String source = "undo of " + recorded.newest().number() + ", as " + back.number();
    refuseIfItCuts(control.preview(meant(back)), mayCut);
    return goBack(back, author, source, waiting.isPresent());
  }

  /** The newest one that is there to stay and means something else than what runs. */
  private Optional<Entry> lastOther() {
    List<Entry> entries = history.entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.is(Standing.CONFIRMED) && !isWhatRuns(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private boolean isWhatRuns(Entry entry) {
    return file.check("topology " + entry.number(), entry.text(), Use.START)
        .topology()
        .filter(control.topology()::equals)
        .isPresent();
  }

  private Topology meant(Entry entry) throws Refused {
    return sound(file.check("topology " + entry.number(), entry.text(), Use.START));
  }

  private Applied goBack(Entry back, String author, String source, boolean fromUnconfirmed)
      throws Refused {
    Topology topology = meant(back);
    return fromUnconfirmed
        ? recorded.insteadOfUnconfirmed(topology, back, author, source)
        : recorded.forGood(topology, author, source, back.text(), back.weights());
  }

  @Override
  public synchronized GatewayChange setWeight(GatewayId gateway, int weight, String author)
      throws Refused {
    GatewayView after = control.setWeight(gateway, weight, author);
    try {
      history.keepWeights(weights.set());
      return new GatewayChange(after, Optional.empty());
    } catch (UncheckedIOException e) {
      LOG.error("event=weight-not-kept gateway={} weight={}", gateway, weight, e);
      return new GatewayChange(after, Optional.of(RecordedApply.why(e)));
    }
  }

  /** Takes back what was not confirmed in time. */
  synchronized void tick() {
    if (control.topology().equals(Topology.empty())) {
      return; // it has not started yet
    }
    try {
      Optional<Entry> late =
          history
              .newest()
              .filter(entry -> entry.is(Standing.UNCONFIRMED))
              .filter(entry -> !clock.instant().isBefore(end(entry)));
      if (late.isPresent()) {
        rollBack(late.get());
      }
      failure = "";
    } catch (Refused | UncheckedIOException e) {
      if (!failure.equals(e.toString())) {
        LOG.error("event=rollback-failed", e);
      }
      failure = e.toString();
    }
  }

  private static Instant end(Entry entry) {
    return entry.topology().confirmBy().orElse(Instant.MIN);
  }

  private void rollBack(Entry late) throws Refused {
    Entry back =
        history
            .lastConfirmed()
            .orElseThrow(() -> new Refused(List.of("no confirmed topology is known")));
    goBack(back, "ikelb", "topology " + late.number() + " was not confirmed", true);
    LOG.warn(
        "event=topology-rolled-back topology={} author=\"{}\" back_to={} reason=\"not confirmed\"",
        late.number(),
        late.topology().author(),
        back.number());
  }

  @Override
  public Optional<AppliedTopology> unconfirmed() {
    return history.newest().filter(entry -> entry.is(Standing.UNCONFIRMED)).map(Entry::topology);
  }

  @Override
  public List<AppliedTopology> history() {
    List<AppliedTopology> all =
        new ArrayList<>(history.entries().stream().map(Entry::topology).toList());
    Collections.reverse(all);
    return all;
  }

  @Override
  public Optional<String> text(long number) {
    return history.find(number).map(Entry::text);
  }

  @Override
  public List<Deviation> delta() {
    return delta.get();
  }

  @Override
  public synchronized Saved save(String author) throws Refused, IOException {
    refuseWhileUnconfirmed();
    String text =
        history
            .newest()
            .filter(this::isWhatRuns)
            .map(Entry::text)
            .orElseThrow(
                () ->
                    new Refused(
                        List.of(
                            "the text of what runs is not known, for the history could not be"
                                + " kept: apply the topology again, then save it; nothing was"
                                + " written")));
    Map<String, Integer> set = weights.set();
    if (!set.isEmpty()) {
      text = WeightEdit.with(text, set);
      Reading edited = file.check(file.location().toString(), text, Use.START);
      recorded.forGood(sound(edited), author, "config save", text, Map.of());
    }
    return SavedFile.write(file.location(), text, author);
  }

  @Override
  public synchronized Saved write(Reading reading, String author) throws Refused, IOException {
    sound(reading);
    return SavedFile.write(file.location(), reading.text(), author);
  }
}
