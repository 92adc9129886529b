package org.ikelb.console.verb;

import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** Keeps a change that waits for it. */
final class ConfirmVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.writes(
        Role.ADMIN,
        "config confirm",
        "keep the change that would be taken back otherwise",
        "config undo");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    try {
      AppliedTopology kept = services.changes().confirm(services.author());
      return Answer.of(kept)
          .with("topology " + Wording.count(kept.number()) + " stays")
          .with("to undo: ikelb config undo");
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }
}
