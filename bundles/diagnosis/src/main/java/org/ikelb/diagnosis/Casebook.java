package org.ikelb.diagnosis;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.Failures;
import org.ikelb.diagnosis.verdict.Cause;
import org.ikelb.diagnosis.verdict.WindowsError;

/**
 * The attempts that came to nothing, by their likeliest cause: of each cause the latest, and how
 * many there were. So a flood of one kind pushes out none of another.
 *
 * <p>Not thread-safe.
 */
final class Casebook {
  static final int MOST_OF_A_CAUSE = 100;

  private final Map<Cause, Chapter> chapters = new EnumMap<>(Cause.class);

  /** What there is of one cause. */
  private static final class Chapter {
    private final Deque<Case> latest = new ArrayDeque<>();
    private final Rate rate = new Rate();
    private long count;

    private void add(Case one) {
      if (latest.size() == MOST_OF_A_CAUSE) {
        latest.removeLast();
      }
      latest.addFirst(one);
      count++;
      rate.add(one.talk().last());
    }

    private int clients() {
      return (int) latest.stream().map(one -> one.talk().address()).distinct().count();
    }
  }

  /** One more. */
  void add(Case one) {
    one.cause().ifPresent(cause -> chapters.computeIfAbsent(cause, key -> new Chapter()).add(one));
  }

  /** How many there are of each cause, the latest first. */
  List<Failures.Count> counts(Instant now) {
    List<Failures.Count> counts = new ArrayList<>();
    chapters.forEach(
        (cause, chapter) ->
            counts.add(
                new Failures.Count(
                    cause.key(),
                    cause.title(),
                    cause.windowsErrors().stream().map(WindowsError::number).toList(),
                    chapter.count,
                    chapter.rate.lastHour(now),
                    chapter.clients(),
                    chapter.latest.getFirst().talk().last())));
    counts.sort(Comparator.comparing(Failures.Count::last).reversed());
    return counts;
  }

  /** Those that are kept, the latest first. */
  Stream<Case> latest() {
    return chapters.values().stream()
        .flatMap(chapter -> chapter.latest.stream())
        .sorted(Comparator.comparing((Case one) -> one.talk().last()).reversed());
  }

  /** Causes of which there are suddenly many more than before, and how many. */
  Map<Cause, Rate.Growth> growing(Instant now) {
    Map<Cause, Rate.Growth> growing = new EnumMap<>(Cause.class);
    chapters.forEach(
        (cause, chapter) -> {
          Optional<Rate.Growth> growth = chapter.rate.growth(now);
          growth.ifPresent(its -> growing.put(cause, its));
        });
    return growing;
  }
}
