package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.Role;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.Views;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.StatusView;
import org.ikelb.console.doctor.Doctor;
import org.ikelb.console.doctor.Finding;
import org.ikelb.console.doctor.Finding.Verdict;
import org.ikelb.console.doctor.Logins;
import org.ikelb.console.doctor.Needs;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** Whether this machine, and the gateways, let ikelb do its work; needs no running ikelb. */
final class DoctorVerb implements Verb {
  private static final String SUBJECT = "topology";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW,
        "doctor",
        "look at the machine: privileges, limits, ports, Java, bundles; and whether clients get in");
  }

  @Override
  public Answer run(Input input, Services services) {
    List<Finding> findings = new ArrayList<>();
    Topology topology = topology(services, findings);
    Optional<String> transport =
        services.optionalViews().map(Views::status).map(StatusView::transport);
    findings.addAll(Doctor.examine(Needs.of(topology), services.host(), transport));
    if (services.optionalViews().isPresent()) {
      findings.addAll(Logins.of(services.warnings()));
    }
    Table table = Table.withHeader("SUBJECT", "VERDICT", "FOUND");
    findings.forEach(finding -> addRows(table, finding));
    long problems = number(findings, Verdict.PROBLEM);
    return Answer.of(findings)
        .with(table)
        .with(
            count(problems, "problem") + ", " + count(number(findings, Verdict.WARNING), "warning"))
        .verdict(problems == 0 ? ExitCode.DONE : ExitCode.REFUSED);
  }

  /** The topology that runs, else the one to start with. */
  private static Topology topology(Services services, List<Finding> findings) {
    Optional<Topology> running = services.optionalControl().map(Control::topology);
    if (running.isPresent()) {
      findings.add(new Finding(SUBJECT, Verdict.OK, "the one that runs", ""));
      return running.get();
    }
    Optional<TopologyFile> file = services.optionalFile();
    if (file.isEmpty()) {
      String remedy = "see the line about bundles";
      findings.add(new Finding(SUBJECT, Verdict.PROBLEM, "nothing here reads it", remedy));
      return Topology.empty();
    }
    return ofFile(file.get(), findings);
  }

  private static Topology ofFile(TopologyFile file, List<Finding> findings) {
    String name = file.location().toString();
    try {
      Reading reading = file.read(file.location(), Use.RUN);
      int problems = reading.problems().size();
      findings.add(
          problems == 0
              ? new Finding(SUBJECT, Verdict.OK, name + "; ikelb does not run", "")
              : new Finding(
                  SUBJECT,
                  Verdict.PROBLEM,
                  name + " has " + count(problems, "problem") + ", so no address is looked at",
                  "\"ikelb check\" lists them"));
      return reading.topology().orElseGet(Topology::empty);
    } catch (IOException e) {
      String remedy = "write it, or say which: ikelb run FILE";
      findings.add(new Finding(SUBJECT, Verdict.PROBLEM, "cannot be read: " + e, remedy));
      return Topology.empty();
    }
  }

  private static void addRows(Table table, Finding finding) {
    table.row(finding.subject(), Wording.word(finding.verdict()), finding.found());
    if (!finding.remedy().isEmpty()) {
      table.row("", "", "-> " + finding.remedy());
    }
  }

  private static long number(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
