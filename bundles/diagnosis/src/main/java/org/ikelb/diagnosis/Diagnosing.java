package org.ikelb.diagnosis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ikelb.api.WarningSource;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.Failures;
import org.ikelb.api.diagnosis.Fragmentation;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.view.Warning;
import org.ikelb.diagnosis.seen.LongMessages;
import org.ikelb.diagnosis.seen.Notebook;
import org.ikelb.diagnosis.seen.Surroundings;
import org.ikelb.diagnosis.seen.Talk;
import org.ikelb.diagnosis.verdict.Cause;
import org.ikelb.diagnosis.verdict.Suspicions;
import org.ikelb.diagnosis.verdict.Symptom;
import org.ikelb.ike.IkeHeader;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.ObservedMessage;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Watches what clients and gateways say to each other, and knows why it came to nothing.
 *
 * <p>Thread-safe: told on the observer's thread, asked on any but an event loop.
 */
@Component(
    service = {IkeObserver.class, Diagnosis.class, WarningSource.class},
    property = "ikelb.name=diagnosis")
public final class Diagnosing implements IkeObserver, Diagnosis, WarningSource {
  private static final int MOST_THAT_WENT_WELL = 500;
  private static final int MOST_FOUND = 50;

  private final Predicate<ObservedMessage> isTest;
  private final Clock clock;
  private final Instant since;
  private final Notebook notebook = new Notebook();
  private final Surroundings surroundings = new Surroundings();
  private final Casebook casebook = new Casebook();
  private final LongMessages longMessages = new LongMessages();
  private final Deque<Talk> wentWell = new ArrayDeque<>();

  /**
   * As ikelb makes it.
   *
   * @param tests of the network, which are no attempts to log in
   */
  @Activate
  public Diagnosing(@Reference TestAnswerer tests) {
    this(
        message -> tests.knows(IkeHeader.initiatorSpi(message.message(), 0), System.nanoTime()),
        Clock.systemUTC());
  }

  Diagnosing(Predicate<ObservedMessage> isTest, Clock clock) {
    this.isTest = isTest;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public synchronized void observe(ObservedMessage message) {
    if (!isTest.test(message)) {
      Talk talk = notebook.add(message);
      if (talk != null) {
        surroundings.add(talk);
      }
    }
    judge(message.at());
  }

  @Override
  public synchronized void progressed(ObservedProgress progress) {
    remember(notebook.add(progress));
    judge(progress.at());
  }

  private void remember(@Nullable Talk talk) {
    if (talk == null) {
      return;
    }
    surroundings.wentWell(talk);
    longMessages.add(talk);
    if (wentWell.size() == MOST_THAT_WENT_WELL) {
      wentWell.removeLast();
    }
    wentWell.addFirst(talk);
  }

  private void judge(Instant now) {
    for (Talk talk : notebook.takeOver(now)) {
      longMessages.add(talk);
      Case one = caseOf(talk, now);
      if (one.symptom().isFailure()) {
        casebook.add(one);
      }
    }
  }

  private Case caseOf(Talk talk, Instant now) {
    Symptom symptom = Symptom.of(talk, now);
    return new Case(talk, symptom, Suspicions.of(symptom, talk, surroundings));
  }

  @Override
  public Failures failures(Optional<String> cause, int limit) {
    List<Failures.Count> counts;
    List<Case> latest;
    synchronized (this) {
      Instant now = clock.instant();
      judge(now);
      counts = casebook.counts(now);
      latest =
          casebook
              .latest()
              .filter(one -> cause.isEmpty() || one.cause().map(Cause::key).equals(cause))
              .limit(limit)
              .toList();
    }
    List<Failures.Count> meant =
        counts.stream().filter(one -> cause.map(one.cause()::equals).orElse(true)).toList();
    return new Failures(since, meant, latest.stream().map(Described::of).toList());
  }

  @Override
  public List<String> causes() {
    return Stream.of(Cause.values()).map(Cause::key).sorted().toList();
  }

  @Override
  public List<Conversation> conversations(String wanted) {
    return casesOf(Wanted.of(wanted)).stream()
        .sorted(Comparator.comparing((Case one) -> one.talk().began()).reversed())
        .limit(MOST_FOUND)
        .map(Described::of)
        .toList();
  }

  /** Words are made of them later: whoever observes must not wait for that. */
  private synchronized List<Case> casesOf(Wanted wanted) {
    Instant now = clock.instant();
    judge(now);
    Stream<Case> going =
        Stream.concat(notebook.open(), wentWell.stream())
            .filter(wanted::isMeant)
            .map(talk -> caseOf(talk, now));
    Stream<Case> failed = casebook.latest().filter(one -> wanted.isMeant(one.talk()));
    return Stream.concat(going, failed).toList();
  }

  /** How much memory the talks take that go on, about, in bytes. */
  synchronized int memory() {
    return notebook.memory();
  }

  @Override
  public synchronized List<Fragmentation> fragmentation() {
    judge(clock.instant());
    return longMessages.all();
  }

  @Override
  public synchronized List<Warning> warnings() {
    Instant now = clock.instant();
    judge(now);
    List<Warning> warnings = new ArrayList<>();
    casebook
        .growing(now)
        .forEach(
            (cause, growth) ->
                warnings.add(
                    new Warning(
                        "failures-grow",
                        cause.key(),
                        "%d attempts to log in failed in the last ten minutes, most likely so: %s %s See: ikelb failures --cause %s"
                            .formatted(
                                growth.lately(), cause.title(), growth.usual(), cause.key()))));
    return warnings;
  }
}
