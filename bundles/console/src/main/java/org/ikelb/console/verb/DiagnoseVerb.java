package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ikelb.api.Role;
import org.ikelb.api.diagnosis.Conversation;
import org.ikelb.api.diagnosis.Verdict;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** What a client and its gateway said to each other, and what that means. */
final class DiagnoseVerb implements Verb {
  private static final String WHO = "CLIENT|SPI|SESSION";
  private static final String LIMIT = "limit";
  private static final int SHOWN = 1;
  private static final int MOST_SHOWN = 50;

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW,
            "diagnose",
            "what a client and its gateway said to each other, and every cause that fits")
        .argument(WHO, "an address, an address with its port, an initiator SPI, or a session's id")
        .option(LIMIT, "N", "show so many attempts, the newest; 1 to 50, else 1");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    String who = input.required(WHO);
    List<Conversation> found = services.diagnoses().diagnosis().conversations(who);
    if (found.isEmpty()) {
      throw VerbFailed.notFound(
          "nothing is known of \""
              + who
              + "\", which should be a client's address, its endpoint, an initiator SPI or a session's"
              + " id: no IKE_SA_INIT of IKEv2 came from it since ikelb started, or too many others have"
              + " since. \"failures\" lists the latest; \"warnings\" tells of IKEv1, \"virtualservers\" of"
              + " what is dropped. If it has dialled just now, see \"reachability\"");
    }
    int shown = Math.min(found.size(), input.number(LIMIT, 1, MOST_SHOWN, SHOWN));
    Answer answer = Answer.of(found.subList(0, shown));
    for (Conversation one : found.subList(0, shown)) {
      answer = show(answer, one);
    }
    return shown == found.size()
        ? answer
        : answer.with("... and " + count(found.size() - shown, "older attempt") + ": --limit");
  }

  private static Answer show(Answer before, Conversation one) {
    Answer answer = before.with(fields(one)).with("").with(messages(one));
    if (one.leftOut() > 0) {
      answer = answer.with("... " + count(one.leftOut(), "message") + " left out before the last");
    }
    answer = answer.with("").with(one.facts());
    if (one.verdicts().isEmpty()) {
      return answer.with(
          one.outcome().equals("in-progress")
              ? "It goes on."
              : "Nothing went wrong, as far as is known.");
    }
    int number = 0;
    for (Verdict verdict : one.verdicts()) {
      number++;
      answer = answer.with("").with(verdict(number, verdict));
    }
    return one.hidden().isEmpty() ? answer : answer.with("").with(one.hidden());
  }

  private static Table fields(Conversation one) {
    return Table.ofFields()
        .row("began", one.began().truncatedTo(ChronoUnit.SECONDS).toString())
        .row("client", one.client())
        .row("software", one.software())
        .row("gateway", one.gateway().isEmpty() ? "-" : one.gateway())
        .row("session", one.session().isEmpty() ? "-" : one.session())
        .row("initiator SPI", one.spi())
        .row("outcome", one.outcome())
        .row("took", Wording.millis(one.took()));
  }

  private static Table messages(Conversation one) {
    Table table = Table.withHeader(">AFTER", "FROM", "ON", ">BYTES", "MESSAGE", "FATE");
    for (Conversation.Message message : one.messages()) {
      table.row(
          Wording.millis(message.after()),
          message.sender(),
          message.virtualServer(),
          count(message.bytes()),
          message.text(),
          message.fate());
      message.details().forEach(detail -> table.row("", "", "", "", "  " + detail, ""));
    }
    return table;
  }

  /** {@code 1. likeliest: policy-differs (Windows: 13868). ...}. */
  private static List<String> verdict(int number, Verdict verdict) {
    List<String> lines = new ArrayList<>();
    String errors =
        verdict.windowsErrors().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    lines.add(
        number
            + (number == 1 ? ". likeliest: " : ". or: ")
            + verdict.cause()
            + (errors.isEmpty() ? "" : " (Windows may show " + errors + ")"));
    lines.add("   " + verdict.title());
    verdict.evidence().forEach(evidence -> lines.add("   - " + evidence));
    for (Verdict.Remedy remedy : verdict.remedies()) {
      lines.add("   " + remedy.where() + ": " + remedy.what());
      remedy.commands().forEach(command -> lines.add("       " + command));
    }
    return lines;
  }
}
