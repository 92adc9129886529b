package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.console.output.Answer;

/** Bare names, for scripts and completion. */
final class NamesVerb implements Verb {
  private static final String KIND = "KIND";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "names", "the names of all things of a kind, one a line, for scripts")
        .argumentOf(KIND, KnownNames.KINDS, "one of " + String.join(", ", KnownNames.KINDS));
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    var unused = services.views(); // without them there would be no names, as if nothing had one
    List<String> names = KnownNames.of(input.required(KIND), services);
    return Answer.of(names).with(names);
  }
}
