package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.diagnosis.ClientReport;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;

/** Whether a client's policy suits gateways, as text. Pure functions. */
final class ClientAnswer {
  private static final int OFFERS_SHOWN = 4;

  private ClientAnswer() {}

  static Answer of(ClientReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("the client offers for IKE, by " + report.client() + ":");
    report.offers().stream().limit(OFFERS_SHOWN).forEach(offer -> lines.add("  " + offer));
    if (report.offers().size() > OFFERS_SHOWN) {
      lines.add("  and " + (report.offers().size() - OFFERS_SHOWN) + " more: --json has all");
    }
    report.remarks().forEach(remark -> lines.add("  note: " + remark));
    lines.add("");
    report.matches().forEach(match -> lines.addAll(lines(match)));
    lines.add("the ESP half: " + report.esp());
    lines.add("");
    lines.add("policies that both sides can be set to; each command sets its whole policy:");
    for (ClientReport.Commands commands : report.commands()) {
      lines.add("  " + commands.policy() + "; " + commands.where() + ":");
      commands.lines().forEach(line -> lines.add("    " + line));
    }
    lines.add("");
    return Answer.of(report)
        .with(lines)
        .with(PolicyTables.unknown(report.gateways()))
        .with(PolicyTables.sent(report.gateways()))
        .verdict(exit(report));
  }

  private static List<String> lines(ClientReport.Match match) {
    String who = match.gateway() + " " + match.endpoint() + ": ";
    List<String> lines = new ArrayList<>();
    switch (match.answer()) {
      case ACCEPTED -> {
        lines.add(who + "connects with " + match.suites().get(0));
        match.suites().stream()
            .skip(1)
            .limit(OFFERS_SHOWN)
            .forEach(suite -> lines.add("  or with " + suite));
      }
      case REFUSED -> {
        lines.add(who + "13868: policy mismatch, because");
        match.reasons().forEach(reason -> lines.add("  " + reason));
      }
      case UNKNOWN -> {
        lines.add(who + "unknown");
        match.reasons().forEach(reason -> lines.add("  " + reason));
      }
    }
    return lines;
  }

  /** A gateway that refuses the client counts more than one that says nothing. */
  private static ExitCode exit(ClientReport report) {
    return report.matches().stream().anyMatch(match -> match.answer() == PolicyAnswer.REFUSED)
        ? ExitCode.REFUSED
        : PolicyTables.exit(report.gateways());
  }
}
