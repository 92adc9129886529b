package org.ikelb.console.verb;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.Views;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** Makes a topology file the running topology. */
final class ApplyVerb implements Verb {
  static final String AUTHOR = "console";

  private record Applied(long revision, List<Change> changes) {}

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            "config apply",
            "make a topology file the running topology, wholly or not at all",
            "put the previous file back and apply it; keep one with \"config show\"")
        .optionalArgument(TopologyText.FILE, TopologyText.FILE_HELP);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    TopologyText text = TopologyText.read(input, services, Use.RUN);
    Optional<Topology> topology = text.reading().topology();
    if (topology.isEmpty()) {
      return text.problems();
    }
    Views views = services.views();
    List<Change> changes;
    try {
      changes = services.control().apply(topology.get(), AUTHOR);
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
    long revision = views.status().revision();
    Answer answer = Answer.of(new Applied(revision, changes));
    return changes.isEmpty()
        ? answer.with("nothing changed; " + text.file() + " is what runs already")
        : answer
            .with(Changes.table(changes))
            .with(
                "applied "
                    + Wording.count(changes.size(), "change")
                    + " from "
                    + text.file()
                    + "; revision "
                    + Wording.count(revision))
            .with("to undo: put the previous file back and apply it");
  }
}
