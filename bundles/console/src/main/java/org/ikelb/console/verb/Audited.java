package org.ikelb.console.verb;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.ikelb.api.Caller;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.console.output.Answer;

/**
 * A line that somebody typed, which leaves a trace if it changes something, or may not.
 *
 * <p>Used once.
 */
record Audited(List<String> line, Caller caller, AuditTrail audit) {
  /** Say how it is read and answered, not what is done. */
  private static final Set<String> HOW = Set.of("--json", "--");

  /** Lets those through who may; whoever may not leaves a trace, whatever they asked for. */
  void permit(Syntax syntax, Input input) throws VerbFailed {
    try {
      Permission.check(syntax, input, caller);
    } catch (VerbFailed e) {
      audit.note(caller, what(), result(e));
      throw e;
    }
  }

  /** Runs it. */
  Answer run(Verb verb, Input input, Services services) throws VerbFailed {
    if (verb.syntax().undo().isEmpty()) {
      return verb.run(input, services);
    }
    try {
      Answer answer = verb.run(input, services);
      audit.note(caller, what(), answer.exit().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      return answer;
    } catch (VerbFailed e) {
      audit.note(caller, what(), result(e));
      throw e;
    } catch (CancellationException e) {
      audit.note(caller, what(), "broken off; what was done stays");
      throw e;
    } catch (RuntimeException | Error e) { // nobody knows what was done
      audit.note(caller, what(), "failed: " + e);
      throw e;
    }
  }

  private static String result(VerbFailed failed) {
    return "refused: " + String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  private String what() {
    return line.stream()
        .filter(word -> !HOW.contains(word))
        .map(word -> word.contains(" ") ? "'" + word + "'" : word)
        .collect(Collectors.joining(" "));
  }
}
