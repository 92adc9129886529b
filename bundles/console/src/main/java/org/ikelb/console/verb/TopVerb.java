package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ikelb.api.Role;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.verb.Rates.Rate;

/** Who causes the traffic of this moment. */
final class TopVerb implements Verb {
  private static final String WHAT = "clients|gateways|sessions";
  private static final String N = "N";
  private static final String SECONDS = "seconds";
  private static final int DEFAULT_ROWS = 10;
  private static final int MOST_ROWS = 10_000;
  private static final int DEFAULT_SECONDS = 2;
  private static final int MOST_SECONDS = 60;

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "top", "who causes the traffic, measured over a moment, most bytes first")
        .optionalArgumentOf(
            WHAT, List.of("clients", "gateways", "sessions"), "by what to add up; else clients")
        .optionalArgument(N, "how many to show; else " + DEFAULT_ROWS)
        .option(SECONDS, "SECONDS", "how long to measure; else " + DEFAULT_SECONDS);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    String what = input.argument(WHAT).orElse("clients");
    int rows =
        input.argument(N).isPresent()
            ? Input.number(N, input.required(N), 1, MOST_ROWS)
            : DEFAULT_ROWS;
    int seconds = input.number(SECONDS, 1, MOST_SECONDS, DEFAULT_SECONDS);

    Rates rates = new Rates();
    Function<SessionView, String> group = grouping(what);
    services.views().eachSession(SessionFilter.ALL, rates::before);
    long began = services.waiting().nanoTime();
    services.waiting().pause(Duration.ofSeconds(seconds));
    services
        .views()
        .eachSession(SessionFilter.ALL, session -> rates.after(session, group.apply(session)));
    Duration measured = Duration.ofNanos(services.waiting().nanoTime() - began);

    List<Rate> all = rates.over(measured);
    List<Rate> shown =
        all.stream()
            .sorted(Comparator.comparingDouble(Rate::bytes).reversed().thenComparing(Rate::name))
            .limit(rows)
            .toList();
    return Answer.of(shown).with(table(what, shown)).with(total(what, shown, all, measured));
  }

  private static Function<SessionView, String> grouping(String what) {
    return switch (what) {
      case "gateways" -> session -> session.gateway().toString();
      case "sessions" -> SessionView::id;
      default -> session -> Rates.addressOf(session.client());
    };
  }

  private static Table table(String what, List<Rate> rates) {
    String name = what.substring(0, what.length() - 1).toUpperCase(Locale.ROOT);
    Table table =
        Table.withHeader(
            name, ">UP B/S", ">DOWN B/S", ">UP DATAGRAMS/S", ">DOWN DATAGRAMS/S", ">SESSIONS");
    for (Rate rate : rates) {
      table.row(
          rate.name(),
          perSecond(rate.bytesUp()),
          perSecond(rate.bytesDown()),
          count(Math.round(rate.datagramsUp())),
          count(Math.round(rate.datagramsDown())),
          count(rate.sessions()));
    }
    return table;
  }

  private static String total(String what, List<Rate> shown, List<Rate> all, Duration measured) {
    String noun = what.substring(0, what.length() - 1);
    return count(shown.size())
        + " of "
        + count(all.size(), noun)
        + ", "
        + perSecond(all.stream().mapToDouble(Rate::bytes).sum())
        + "/s in all, measured over "
        + String.format(Locale.ROOT, "%.1f s", measured.toNanos() / 1e9);
  }

  private static String perSecond(double bytes) {
    return bytes(Math.round(bytes));
  }
}
