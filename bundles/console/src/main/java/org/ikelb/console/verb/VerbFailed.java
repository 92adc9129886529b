package org.ikelb.console.verb;

import java.util.List;
import java.util.Map;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;

/** A verb did nothing, for these reasons. */
final class VerbFailed extends Exception {
  private final ExitCode exit;
  private final List<String> reasons;

  private VerbFailed(ExitCode exit, List<String> reasons) {
    super(String.join("\n", reasons));
    this.exit = exit;
    this.reasons = List.copyOf(reasons);
  }

  static VerbFailed refused(String reason) {
    return refused(List.of(reason));
  }

  static VerbFailed refused(List<String> reasons) {
    return new VerbFailed(ExitCode.REFUSED, reasons);
  }

  /**
   * Nothing has that name.
   *
   * @param kind what was looked for: {@code pool}
   * @param name what was typed
   * @param known what there is
   */
  static VerbFailed notFound(String kind, String name, List<String> known) {
    String reason = "no " + kind + " \"" + name + "\"" + Nearest.hint(name, known);
    return new VerbFailed(ExitCode.NOT_FOUND, List.of(reason));
  }

  static VerbFailed notFound(String reason) {
    return new VerbFailed(ExitCode.NOT_FOUND, List.of(reason));
  }

  static VerbFailed notRunning(String reason) {
    return new VerbFailed(ExitCode.NOT_RUNNING, List.of(reason));
  }

  Answer answer() {
    return Answer.of(Map.of("errors", reasons)).with(reasons).failed(exit);
  }
}
