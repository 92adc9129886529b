package org.ikelb.console.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.SafeChanges.Applied;
import org.ikelb.api.SafeChanges.Order;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.view.Change;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** Makes a topology file the running topology. */
final class ApplyVerb implements Verb {
  private static final String CONFIRM_WITHIN = "confirm-within";
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private record Done(
      long revision, long topology, List<Change> changes, Optional<Duration> confirmWithin) {}

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.ADMIN,
            "config apply",
            "make a topology file the running topology, wholly or not at all",
            "config undo")
        .optionalArgument(TopologyText.FILE, TopologyText.FILE_HELP)
        .option(
            CONFIRM_WITHIN,
            "TIME",
            "go back by itself unless \"config confirm\" comes in this time: 5m")
        .flag(Sure.FLAG, Sure.HELP);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<Duration> confirmWithin = input.duration(CONFIRM_WITHIN);
    if (confirmWithin.filter(time -> time.compareTo(SHORTEST) < 0).isPresent()) {
      throw VerbFailed.refused("--confirm-within must be 10s or longer");
    }
    TopologyText text = TopologyText.read(input, services, Use.RUN);
    if (text.reading().topology().isEmpty()) {
      return text.problems();
    }
    try {
      Order order =
          new Order(services.author(), text.file().toString(), confirmWithin)
              .cutting(input.flag(Sure.FLAG));
      Applied applied = services.changes().apply(text.reading(), order);
      return answer(applied, text.file().toString(), confirmWithin, services)
          .remark(text.warnings());
    } catch (Refused e) {
      throw VerbFailed.refused(e);
    }
  }

  private static Answer answer(
      Applied applied, String file, Optional<Duration> confirmWithin, Services services)
      throws VerbFailed {
    List<Change> changes = applied.changes();
    long revision = services.views().status().revision();
    if (changes.isEmpty()) {
      return Answer.of(new Done(revision, applied.topology().number(), changes, Optional.empty()))
          .with("nothing changed; " + file + " is what runs already");
    }
    return Answer.of(new Done(revision, applied.topology().number(), changes, confirmWithin))
        .with(Changes.table(changes))
        .with(
            "applied "
                + Wording.count(changes.size(), "change")
                + " from "
                + file
                + "; it is number "
                + Wording.count(applied.topology().number())
                + " of \"config history\"")
        .with(
            confirmWithin
                .map(
                    time ->
                        "taken back in "
                            + Wording.age(time)
                            + " unless you keep it: ikelb config confirm")
                .stream()
                .toList())
        .with("to undo: ikelb config undo");
  }
}
