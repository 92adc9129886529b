package org.ikelb.console.verb;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Preview;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** What applying a topology file would change. */
final class DiffVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "config diff", "what applying a topology file would do to live sessions")
        .optionalArgument(TopologyText.FILE, TopologyText.FILE_HELP)
        .onlyAdminsMayGive(TopologyText.FILE);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    TopologyText text = TopologyText.read(input, services, Use.RUN);
    Optional<Topology> topology = text.reading().topology();
    if (topology.isEmpty()) {
      return text.problems();
    }
    Preview preview = services.control().preview(topology.get());
    List<Change> changes = preview.changes();
    if (changes.isEmpty()) {
      return Answer.of(preview)
          .remark(text.warnings())
          .with("no difference to the running topology");
    }
    return Answer.of(preview)
        .remark(text.warnings())
        .with(Changes.table(changes))
        .with(
            Wording.count(changes.size(), "change")
                + ", not applied; "
                + (preview.sessionsCut() == 0
                    ? "cuts no session"
                    : "cuts " + Wording.count(preview.sessionsCut(), "session")));
  }
}
