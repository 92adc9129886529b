package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.Topology;
import org.ikelb.console.doctor.Doctor;
import org.ikelb.console.doctor.Needs;
import org.ikelb.console.output.Answer;

/** Reads a topology file and says all that is wrong with it; needs no running ikelb. */
final class CheckVerb implements Verb {
  private final String name;

  /**
   * @param name {@code check} as a tool's command, {@code config check} beside its likes
   */
  CheckVerb(String name) {
    this.name = name;
  }

  private record Checked(
      String file,
      List<Problem> problems,
      List<Problem> warnings,
      int virtualServers,
      int pools,
      int gateways) {}

  @Override
  public Syntax syntax() {
    return Syntax.reads(Role.VIEW, name, "read a topology file and say all that is wrong with it")
        .optionalArgument(TopologyText.FILE, TopologyText.FILE_HELP)
        .onlyAdminsMayGive(TopologyText.FILE);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    TopologyText text = TopologyText.read(input, services, Use.RUN);
    Optional<Topology> topology = text.reading().topology();
    if (topology.isEmpty()) {
      return text.problems().remark(OddBundles.lines(services));
    }
    int servers = topology.get().virtualServers().size();
    int pools = topology.get().pools().size();
    int gateways =
        topology.get().pools().values().stream().mapToInt(p -> p.gateways().size()).sum();
    String file = text.file().toString();
    List<Problem> warnings = text.reading().warnings();
    return Answer.of(new Checked(file, List.of(), warnings, servers, pools, gateways))
        .remark(OddBundles.lines(services))
        .remark(inTheWay(topology.get(), services))
        .with(text.warnings())
        .with(
            file
                + ": ok, "
                + count(servers, "virtual server")
                + ", "
                + count(pools, "pool")
                + ", "
                + count(gateways, "gateway"));
  }

  /** What would keep a start from it; where ikelb runs, its own start was the proof. */
  private static List<String> inTheWay(Topology topology, Services services) {
    return services.optionalControl().isPresent()
        ? List.of()
        : Doctor.examineAddresses(Needs.of(topology), services.host()).stream()
            .map(it -> "warning: " + it.subject() + ": " + it.found() + "; " + it.remedy())
            .toList();
  }
}
