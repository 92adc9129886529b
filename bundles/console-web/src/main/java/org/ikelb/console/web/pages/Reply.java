package org.ikelb.console.web.pages;

import java.util.List;
import java.util.OptionalInt;
import org.ikelb.api.CommandLine;
import org.ikelb.api.Refused;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param json the body
 */
record Reply(int status, String json) {
  /** The answer of a verb: its exit code says the status. */
  static Reply of(CommandLine.Answer answer) {
    int status =
        switch (answer.exit()) {
          case 0, 3 -> 200;
          case 2 -> 404;
          case 4 -> 503;
          default -> 422;
        };
    return new Reply(status, answer.json());
  }

  static Reply notFound(CommandLine console, String what) {
    return new Reply(404, console.json(new Errors(List.of("no " + what), OptionalInt.empty())));
  }

  static Reply refused(CommandLine console, List<String> reasons) {
    return new Reply(422, console.json(new Errors(reasons, OptionalInt.empty())));
  }

  static Reply refused(CommandLine console, Refused refused) {
    return new Reply(422, console.json(new Errors(refused.reasons(), refused.wouldCut())));
  }

  /** In the shape of the verbs' refusals. */
  private record Errors(List<String> errors, OptionalInt sessionsCut) {
    Errors {
      errors = List.copyOf(errors);
    }
  }
}
