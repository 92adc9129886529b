package org.ikelb.console.verb;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.diagnosis.PathFindings;
import org.ikelb.api.diagnosis.PathTest;
import org.ikelb.api.diagnosis.Reachability;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** Whether the network between a client and ikelb lets IKE through. */
final class ReachabilityVerb implements Verb {
  private static final String TOKEN = "TOKEN";
  private static final String TO = "to";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.OPERATE,
            "reachability",
            "print a command for a client that tries the way to ikelb; with its TOKEN: what arrived")
        .optionalArgument(TOKEN, "of the test whose result is asked for; else a test begins")
        .option(TO, "HOST", "what clients dial, if it is not the address of a virtual server");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Reachability reachability = services.diagnoses().reachability();
    Optional<String> token = input.argument(TOKEN);
    if (token.isPresent()) {
      return Answers.of(found(token.get(), reachability));
    }
    String host = input.option(TO).isPresent() ? input.option(TO).get() : firstAddress(services);
    if (!reachability.isHost(host)) {
      throw VerbFailed.refused(
          "--to: \"" + host + "\" is no host: say a name or an address, without a port");
    }
    return begun(reachability.begin(host));
  }

  private static PathFindings found(String token, Reachability reachability) throws VerbFailed {
    Optional<PathFindings> findings = reachability.findings(token);
    if (findings.isEmpty()) {
      throw VerbFailed.notFound("test", token, reachability.tokens());
    }
    return findings.get();
  }

  private static String firstAddress(Services services) throws VerbFailed {
    return services.views().virtualServers().stream()
        .map(VirtualServerView::addresses)
        .flatMap(List::stream)
        .findFirst()
        .map(address -> address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", ""))
        .orElseThrow(
            () ->
                VerbFailed.refused(
                    "there is no virtual server that could be reached; see: ikelb virtualservers"));
  }

  private static Answer begun(PathTest test) {
    return Answer.of(test)
        .with(
            List.of(
                "A client that runs one of these sends marked IKE_SA_INIT requests to UDP 500 and"
                    + " 4500 of "
                    + test.host()
                    + ",",
                "for six seconds, and says what came back. ikelb answers them itself; no session"
                    + " opens.",
                "One client after the other: those behind one NAT are told as one.",
                "",
                "In Windows PowerShell:",
                "",
                test.powerShell(),
                "",
                "In a shell, with python3:",
                ""))
        .with(test.shell().lines().toList())
        .with(
            List.of(
                "",
                "What arrived here, until "
                    + test.expires().truncatedTo(ChronoUnit.SECONDS)
                    + ": ikelb reachability "
                    + test.token()));
  }

  /** What has come of a test, in words. */
  private static final class Answers {
    private Answers() {}

    static Answer of(PathFindings findings) {
      List<String> lines = new ArrayList<>();
      Answer answer = Answer.of(findings);
      for (PathFindings.Source source : findings.sources()) {
        Table table = Table.withHeader(">PORT", ">BYTES", ">ARRIVED", ">ANSWERED", ">CAME BACK");
        source.sizes().forEach(size -> addRow(table, size));
        answer = answer.with("from " + source.address()).with(table);
        for (PathFindings.Conclusion conclusion : source.conclusions()) {
          answer = answer.with(conclusion.code() + ": " + conclusion.text());
        }
        answer = answer.with("");
      }
      findings.conclusions().forEach(one -> lines.add(one.code() + ": " + one.text()));
      if (findings.unanswered() > 0) {
        lines.add(
            Wording.count(findings.unanswered(), "request")
                + " not answered: too many at once, or of too many clients");
      }
      lines.add(
          "CAME BACK is what the client said with its last requests, of those answered before; it"
              + " says itself what it got in all.");
      return answer.with(lines);
    }

    private static void addRow(Table table, PathFindings.Size size) {
      table.row(
          String.valueOf(size.port()),
          String.valueOf(size.bytes()),
          size.arrived() + "/" + size.sent(),
          String.valueOf(size.answered()),
          size.answeredBefore() == 0 ? "-" : size.cameBack() + "/" + size.answeredBefore());
    }
  }
}
