package org.ikelb.config.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.Refused;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Warning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts with the right topology: that of the file, unless somebody asked for the last confirmed
 * one, or the file holds a change that nobody confirmed.
 *
 * <p>Used on the thread that starts bundles; warnings are read by any.
 */
public final class StartChoice {
  private static final Logger LOG = LoggerFactory.getLogger(StartChoice.class);

  private final TopologyFile file;
  private final TopologyHistory history;
  private final boolean lastGood;
  private final Clock clock;
  private volatile Optional<Loud> loud = Optional.empty();

  /** Something else than the file was started. */
  private record Loud(long number, Warning warning) {}

  /** A text to start with, and why. */
  private record Choice(Reading reading, String source, Optional<Warning> warning) {}

  /**
   * Chooses among these.
   *
   * @param lastGood whether the last confirmed topology is asked for
   */
  public StartChoice(TopologyFile file, TopologyHistory history, boolean lastGood, Clock clock) {
    this.file = file;
    this.history = history;
    this.lastGood = lastGood;
    this.clock = clock;
  }

  /**
   * Applies it.
   *
   * @return what runs now
   * @throws Refused with all that stands against it
   */
  public Topology start(Control control) throws Refused {
    Choice choice = lastGood ? lastConfirmed("--last-good was given") : ofTheFile();
    Topology topology =
        choice
            .reading()
            .topology()
            .orElseThrow(() -> new Refused(problems(choice.reading().problems())));
    Map<String, Integer> weights = weightsFor(choice.reading().text());
    control.apply(topology, "start");
    remember(choice, weights);
    Weights.restore(control, weights);
    return topology;
  }

  /** What somebody must know of the start; empty once another topology was applied. */
  public List<Warning> warnings() {
    long newest = history.newest().map(Entry::number).orElse(0L);
    return loud.filter(one -> one.number() == newest).map(Loud::warning).stream().toList();
  }

  private Choice ofTheFile() throws Refused {
    Reading reading = read();
    if (isNotConfirmed(reading)) {
      return lastConfirmed(file.location() + " holds a change that was not confirmed");
    }
    Optional<Entry> waiting = history.newest().filter(entry -> entry.is(Standing.UNCONFIRMED));
    return waiting.isPresent()
        ? lastConfirmed("topology " + waiting.get().number() + " was not confirmed")
        : new Choice(reading, file.location().toString(), Optional.empty());
  }

  /** Whether what the file says was last applied without being confirmed, in whatever words. */
  private boolean isNotConfirmed(Reading reading) {
    List<Entry> entries = history.entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      boolean confirmed = entry.is(Standing.CONFIRMED);
      if (entry.text().equals(reading.text()) || (!confirmed && isTheSame(entry, reading))) {
        return !confirmed;
      }
    }
    return false;
  }

  private boolean isTheSame(Entry entry, Reading reading) {
    return reading.topology().isPresent()
        && file.check("topology " + entry.number(), entry.text(), Use.START)
            .topology()
            .equals(reading.topology());
  }

  private Reading read() throws Refused {
    try {
      return file.read(file.location(), Use.START);
    } catch (NoSuchFileException e) {
      throw new Refused(List.of("cannot read " + file.location() + ": no such file"));
    } catch (IOException e) {
      throw new Refused(List.of("cannot read " + file.location() + ": " + e));
    }
  }

  private Choice lastConfirmed(String reason) throws Refused {
    Entry good =
        history
            .lastConfirmed()
            .orElseThrow(
                () ->
                    new Refused(
                        List.of(
                            reason
                                + ", but no confirmed topology is known in the state"
                                + " directory")));
    String name = "topology " + good.number();
    Warning warning =
        new Warning(
            "started-last-good",
            name,
            "the topology file was not used, because "
                + reason
                + "; what runs is that of "
                + good.topology().at()
                + " by "
                + good.topology().author()
                + ": correct the file and apply it, or write what runs to it with \"config save\"");
    Reading reading = file.check(name, good.text(), Use.START);
    return new Choice(reading, "last good: " + good.number(), Optional.of(warning));
  }

  private List<String> problems(List<Problem> problems) {
    List<String> lines = new ArrayList<>(problems.stream().map(Problem::toString).toList());
    history
        .lastConfirmed()
        .filter(good -> !lastGood)
        .ifPresent(
            good ->
                lines.add(
                    "\"ikelb run --last-good\" starts with the last confirmed topology, of "
                        + good.topology().at()));
    return lines;
  }

  /** Those that were set by hand while this text ran, if it ran last. */
  private Map<String, Integer> weightsFor(String text) {
    return history
        .lastConfirmed()
        .filter(entry -> entry.text().equals(text))
        .map(Entry::weights)
        .orElse(Map.of());
  }

  /**
   * Applies once more what ran while core was there, as it ran.
   *
   * @throws Refused with all that stands against it
   */
  public void startAgain(Control control, Topology last) throws Refused {
    control.apply(last, "update");
    Weights.restore(control, history.newest().map(Entry::weights).orElse(Map.of()));
  }

  /** A balancer that cannot remember is better than none. */
  private void remember(Choice choice, Map<String, Integer> weights) {
    try {
      if (history.newest().filter(entry -> entry.is(Standing.UNCONFIRMED)).isPresent()) {
        Entry left = history.decide(Standing.ROLLED_BACK);
        LOG.warn(
            "event=topology-rolled-back topology={} author=\"{}\" reason=\"restart\"",
            left.number(),
            left.topology().author());
      }
      String text = choice.reading().text();
      if (history.newest().filter(entry -> entry.text().equals(text)).isEmpty()) {
        history.add(clock.instant(), "start", choice.source(), text, weights);
      }
    } catch (UncheckedIOException e) {
      LOG.error("event=topology-history-not-kept", e);
    }
    long number = history.newest().map(Entry::number).orElse(0L);
    loud = choice.warning().map(warning -> new Loud(number, warning));
    choice
        .warning()
        .ifPresent(
            warning ->
                LOG.warn(
                    "event={} subject=\"{}\" problem=\"{}\"",
                    warning.code(),
                    warning.subject(),
                    warning.text().replace('"', '\'')));
  }
}
