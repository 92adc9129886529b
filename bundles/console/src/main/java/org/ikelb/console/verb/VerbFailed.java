package org.ikelb.console.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ikelb.api.Refused;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;

/** A verb did nothing, for these reasons; or not yet, for it would cut sessions. */
final class VerbFailed extends Exception {
  private final ExitCode exit;
  private final List<String> reasons;
  private final OptionalInt wouldCut;

  private VerbFailed(ExitCode exit, List<String> reasons) {
    this(exit, reasons, OptionalInt.empty());
  }

  private VerbFailed(ExitCode exit, List<String> reasons, OptionalInt wouldCut) {
    super(String.join("\n", reasons));
    this.exit = exit;
    this.reasons = List.copyOf(reasons);
    this.wouldCut = wouldCut;
  }

  static VerbFailed refused(String reason) {
    return refused(List.of(reason));
  }

  static VerbFailed refused(List<String> reasons) {
    return new VerbFailed(ExitCode.REFUSED, reasons);
  }

  static VerbFailed refused(Refused refused) {
    return new VerbFailed(ExitCode.REFUSED, refused.reasons(), refused.wouldCut());
  }

  /**
   * A question: this is done if asked for once more with {@link Sure#FLAG}.
   *
   * @param consequence what it would do, with the sessions in words
   */
  static VerbFailed unsure(String consequence, int sessions) {
    return new VerbFailed(ExitCode.REFUSED, List.of(consequence), OptionalInt.of(sessions));
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

  /** For machines, without words of the command line: other front ends ask in their own way. */
  Answer answer() {
    if (wouldCut.isEmpty()) {
      return Answer.of(Map.of("errors", reasons)).with(reasons).failed(exit);
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("errors", reasons);
    value.put("sessionsCut", wouldCut.getAsInt());
    return Answer.of(value)
        .with(
            reasons.stream().map(reason -> reason + "; say --" + Sure.FLAG + " to do it").toList())
        .failed(exit);
  }
}
