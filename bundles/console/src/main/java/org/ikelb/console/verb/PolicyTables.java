package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;
import static org.ikelb.console.output.Wording.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.diagnosis.PolicyReport;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** What gateways take, as text: what differs comes first. Pure functions. */
final class PolicyTables {
  private PolicyTables() {}

  private record Row(String kind, String name) {}

  static Answer of(PolicyReport report) {
    List<GatewayPolicy> gateways = report.gateways();
    Answer answer =
        Answer.of(report)
            .with(differences(report))
            .with("")
            .with(algorithms(gateways))
            .with("")
            .with(
                "suites asked for as a whole (named as Windows names them, where it can be set so):")
            .with(suites(gateways))
            .with("")
            .with("what RFC 8247 says of those that are taken, the worst first:")
            .with(ratings(report));
    return answer
        .with("")
        .with(unknown(gateways))
        .with(sent(gateways))
        .with("what they take for ESP is not visible from outside")
        .verdict(exit(gateways));
  }

  private static List<String> differences(PolicyReport report) {
    List<String> silent =
        report.gateways().stream()
            .filter(gateway -> !gateway.answered())
            .map(GatewayPolicy::gateway)
            .distinct()
            .toList();
    if (report.differences().isEmpty() && !silent.isEmpty()) {
      return List.of("not to be compared: no answer from " + list(silent));
    }
    if (report.differences().isEmpty()) {
      return List.of(
          report.gateways().size() > 1
              ? "no difference between the gateways of one pool was found"
              : "one gateway was asked: there is nothing to compare it with");
    }
    List<String> lines = new ArrayList<>();
    lines.add("gateways of one pool differ; a login fails or not by the gateway it comes to:");
    report
        .differences()
        .forEach(
            one ->
                lines.add(
                    "  pool "
                        + one.pool()
                        + ", "
                        + one.kind()
                        + " "
                        + one.name()
                        + ": accepted by "
                        + list(one.accepting())
                        + "; refused by "
                        + list(one.refusing())));
    return lines;
  }

  private static Table algorithms(List<GatewayPolicy> gateways) {
    Map<Row, List<String>> rows = new LinkedHashMap<>();
    for (GatewayPolicy gateway : gateways) {
      for (GatewayPolicy.Algorithm one : gateway.algorithms()) {
        rows.computeIfAbsent(new Row(one.kind(), one.name()), row -> new ArrayList<>())
            .add(Wording.word(one.answer()));
      }
    }
    return table("KIND", "ALGORITHM", gateways, rows);
  }

  private static Table suites(List<GatewayPolicy> gateways) {
    Map<Row, List<String>> rows = new LinkedHashMap<>();
    gateways.forEach(
        gateway ->
            gateway
                .suites()
                .forEach(
                    one ->
                        rows.put(
                            new Row(one.windows().isEmpty() ? "-" : one.windows(), one.name()),
                            new ArrayList<>())));
    rows.forEach(
        (row, answers) -> gateways.forEach(gateway -> answers.add(answer(gateway, row.name))));
    rows.values().removeIf(answers -> answers.stream().allMatch(PolicyTables::saysNothing));
    return table("WINDOWS", "SUITE", gateways, rows);
  }

  /** Refused by all: of the many suites that there could be, that is no news. */
  private static boolean saysNothing(String answer) {
    return answer.equals("-") || answer.equals(Wording.word(PolicyAnswer.REFUSED));
  }

  private static String answer(GatewayPolicy gateway, String suite) {
    return gateway.suites().stream()
        .filter(one -> one.name().equals(suite))
        .map(one -> Wording.word(one.answer()))
        .findFirst()
        .orElse("-");
  }

  private static Table table(
      String first, String second, List<GatewayPolicy> gateways, Map<Row, List<String>> rows) {
    Table table =
        Table.withHeader(
            Stream.concat(Stream.of(first, second), gateways.stream().map(PolicyTables::column))
                .toArray(String[]::new));
    rows.forEach(
        (row, answers) ->
            table.row(
                Stream.concat(Stream.of(row.kind, row.name), answers.stream())
                    .toArray(String[]::new)));
    return table;
  }

  private static String column(GatewayPolicy gateway) {
    return gateway.gateway() + " " + gateway.endpoint();
  }

  private static Table ratings(PolicyReport report) {
    Table table = Table.withHeader("LEVEL", "ALGORITHM", "SOURCE", "TAKEN BY", "NOTE");
    report
        .ratings()
        .forEach(
            one ->
                table.row(one.level(), one.name(), one.source(), takenBy(one, report), one.note()));
    return table;
  }

  private static String takenBy(PolicyReport.Rating rating, PolicyReport report) {
    boolean all = rating.gateways().size() == report.gateways().size();
    return all && rating.gateways().size() > 1 ? "all" : list(rating.gateways());
  }

  /** Why something is not known of gateways. */
  static List<String> unknown(List<GatewayPolicy> gateways) {
    return gateways.stream()
        .filter(gateway -> !gateway.note().isEmpty())
        .map(gateway -> "unknown at " + column(gateway) + ": " + gateway.note())
        .toList();
  }

  /** What gateways were sent. */
  static List<String> sent(List<GatewayPolicy> gateways) {
    return gateways.stream()
        .map(
            gateway ->
                "sent to "
                    + column(gateway)
                    + " from "
                    + gateway.sent().source()
                    + ": "
                    + count(gateway.sent().datagrams(), "datagram")
                    + ", "
                    + Wording.bytes(gateway.sent().bytes())
                    + "; "
                    + count(gateway.sent().answers(), "answer"))
        .toList();
  }

  /** Whether all have answered. */
  static ExitCode exit(List<GatewayPolicy> gateways) {
    return gateways.stream().allMatch(GatewayPolicy::answered)
        ? ExitCode.DONE
        : ExitCode.PARTLY_DONE;
  }
}
