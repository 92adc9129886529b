package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.Role;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.Failures;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** Why clients did not get in: how many for which cause, and the latest of them. */
final class FailuresVerb implements Verb {
  private static final String CAUSE = "cause";
  private static final String LIMIT = "limit";
  private static final int SHOWN = 20;
  private static final int MOST_SHOWN = 1000;

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "failures", "why clients did not get in: by likeliest cause, newest first")
        .option(CAUSE, "CAUSE", "only those of this cause, as policy-differs")
        .option(LIMIT, "N", "show so many, the newest; 1 to " + MOST_SHOWN + ", else " + SHOWN);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<String> cause = input.option(CAUSE);
    int limit = input.number(LIMIT, 1, MOST_SHOWN, SHOWN);
    Diagnosis diagnosis = services.diagnoses().diagnosis();
    if (cause.isPresent() && !diagnosis.causes().contains(cause.get())) {
      throw VerbFailed.notFound("cause", cause.get(), diagnosis.causes());
    }
    Failures meant = diagnosis.failures(cause, limit);
    return Answer.of(meant)
        .with(causes(meant))
        .with("")
        .with(latest(meant))
        .with(total(meant))
        .with(meant.latest().isEmpty() ? List.of() : List.of("All of one: ikelb diagnose SESSION"));
  }

  private static Table causes(Failures failures) {
    Table table =
        Table.withHeader(">COUNT", ">LAST HOUR", ">CLIENTS", "LAST", "CAUSE", "WINDOWS", "WHAT");
    for (Failures.Count one : failures.causes()) {
      table.row(
          count(one.count()),
          count(one.lastHour()),
          count(one.clients()),
          seconds(one.last()),
          one.cause(),
          numbers(one.windowsErrors()),
          one.title());
    }
    return table;
  }

  private static Table latest(Failures failures) {
    Table table =
        Table.withHeader("AT", "CLIENT", "GATEWAY", "SESSION", "SOFTWARE", "LIKELIEST", "OR");
    for (Conversation one : failures.latest()) {
      table.row(
          seconds(one.began()),
          one.client(),
          orNone(one.gateway()),
          orNone(one.session()),
          one.software(),
          likeliest(one),
          orNone(others(one)));
    }
    return table;
  }

  private static String likeliest(Conversation one) {
    return one.verdicts().isEmpty() ? "-" : one.verdicts().get(0).cause();
  }

  private static String others(Conversation one) {
    return one.verdicts().stream()
        .skip(1)
        .map(verdict -> verdict.cause())
        .collect(Collectors.joining(", "));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String numbers(List<Integer> errors) {
    return orNone(errors.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String total(Failures failures) {
    long sum = failures.causes().stream().mapToLong(Failures.Count::count).sum();
    return count(sum, "failure") + " since " + seconds(failures.since());
  }
}
