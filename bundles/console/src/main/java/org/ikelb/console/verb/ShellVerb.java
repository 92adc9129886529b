package org.ikelb.console.verb;

import org.ikelb.api.Role;
import org.ikelb.console.output.Answer;

/** Declares the shell; the control socket opens it, for it is a conversation and no command. */
final class ShellVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.ADMIN,
        "shell",
        "type commands one after the other, those of the OSGi framework too: felix:lb, a | grep b");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    throw VerbFailed.refused("shell: only \"bin/ikelb shell\" opens one, without more words");
  }
}
