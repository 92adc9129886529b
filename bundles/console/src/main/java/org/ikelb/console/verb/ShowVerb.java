package org.ikelb.console.verb;

import java.util.Map;
import org.ikelb.api.Role;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Json;

/** The running topology with all effective values, in the shape of its file. */
final class ShowVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW,
        "config show",
        "the running topology, all values spelt out; a file that can be applied");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Map<String, Object> document = TopologyDocument.of(services.control().topology());
    return Answer.of(document).with(Json.write(document).lines().toList());
  }
}
