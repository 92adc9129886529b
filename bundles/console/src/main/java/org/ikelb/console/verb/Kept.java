package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Json;

/** Whether what was done outlives ikelb. Pure functions. */
final class Kept {
  private Kept() {}

  /** The answer; if the change is not on disk, it is only partly done, and says so. */
  static Answer orSaid(Answer answer, GatewayChange change) {
    return change
        .notSaved()
        .map(
            why ->
                new Answer(
                        answer.exit(),
                        Json.with(answer.value(), "notSaved", why),
                        answer.lines(),
                        answer.remarks(),
                        answer.report())
                    .remark(
                        List.of(
                            "WARNING: in force, but not saved: "
                                + why
                                + "; it is lost if ikelb ends before that is mended"))
                    .verdict(ExitCode.PARTLY_DONE))
        .orElse(answer);
  }
}
