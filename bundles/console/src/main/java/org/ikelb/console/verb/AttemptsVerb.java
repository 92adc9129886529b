package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.Views;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** The attempts to log in that failed, and how many came to what. */
final class AttemptsVerb implements Verb {
  private static final String OUTCOME = "outcome";
  private static final String LIMIT = "limit";
  private static final int SHOWN = 50;
  private static final int MOST_SHOWN = 1000;

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "attempts", "the last attempts to log in that failed, newest first, and why")
        .option(SessionSelection.POOL, "POOL", "only at gateways of this pool")
        .option(SessionSelection.GATEWAY, KnownGateway.ARGUMENT, "only at this gateway")
        .option(SessionSelection.CLIENT, "CIDR", "only of clients in this network")
        .choice(OUTCOME, AttemptSelection.OUTCOMES, "only those that came to this")
        .option(LIMIT, "N", "show so many, the newest; 1 to " + MOST_SHOWN + ", else " + SHOWN);
  }

  /**
   * What is answered to machines.
   *
   * @param matching how many of those that are kept are meant
   * @param failed the newest of them
   * @param outcomes what attempts came to since ikelb started, of all clients of the pool or
   *     gateway that is meant
   */
  record Found(int matching, List<FailedAttempt> failed, Map<String, Long> outcomes) {}

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Views views = services.views();
    SessionFilter of = SessionSelection.of(input, views);
    AttemptSelection selection = new AttemptSelection(of, input.option(OUTCOME));
    List<FailedAttempt> matching = views.failedAttempts().stream().filter(selection::is).toList();
    int shown = Math.min(matching.size(), input.number(LIMIT, 1, MOST_SHOWN, SHOWN));
    List<AttemptCounts> counts =
        views.attemptCounts().stream().filter(selection::isCountedIn).toList();
    Found found = new Found(matching.size(), matching.subList(0, shown), outcomes(counts));
    Table table =
        Table.withHeader("AT", "CLIENT", "GATEWAY", "OUTCOME", ">TOOK", "DETAIL", "OFFER");
    found.failed().forEach(attempt -> addRow(table, attempt));
    return Answer.of(found).with(table).with(more(found)).with(total(found));
  }

  /** All there are, in their order. */
  private static Map<String, Long> outcomes(List<AttemptCounts> counts) {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      long sum = counts.stream().mapToLong(of -> of.counts().getOrDefault(outcome, 0L)).sum();
      sums.put(outcome.key(), sum);
    }
    return sums;
  }

  private static void addRow(Table table, FailedAttempt attempt) {
    table.row(
        attempt.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        attempt.client(),
        attempt.gateway().toString(),
        attempt.outcome().key(),
        took(attempt.took()),
        attempt.detail(),
        attempt.offer());
  }

  private static String took(Duration duration) {
    return duration.toSeconds() == 0 ? Wording.millis(duration) : Wording.age(duration);
  }

  private static Optional<String> hidden(Found found) {
    int hidden = found.matching() - found.failed().size();
    return hidden == 0 ? Optional.empty() : Optional.of(count(hidden));
  }

  private static List<String> more(Found found) {
    return hidden(found)
        .map(n -> "... and " + n + " older: narrow with --gateway, or show more with --limit")
        .stream()
        .toList();
  }

  private static String total(Found found) {
    List<String> parts = new ArrayList<>();
    found
        .outcomes()
        .forEach(
            (outcome, count) -> {
              if (count > 0 || outcome.equals(AttemptOutcome.ESTABLISHED.key())) {
                parts.add(count(count) + " " + outcome);
              }
            });
    return count(found.matching(), "failed attempt")
        + "; all since ikelb started: "
        + String.join(", ", parts);
  }
}
