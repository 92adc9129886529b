package org.ikelb.diagnosis.verdict;

import java.util.List;
import org.ikelb.diagnosis.seen.Line;
import org.ikelb.diagnosis.seen.Talk;

/**
 * What ikelb itself did to an attempt.
 *
 * <p>Pure functions.
 */
final class AtIkelb {
  private AtIkelb() {}

  static List<Suspicion> notAdmitted(Talk talk) {
    String fate =
        talk.lines().stream()
            .map(Line::fate)
            .filter(its -> !its.equals("answered"))
            .reduce((first, second) -> second)
            .orElse("");
    String evidence = "ikelb dropped its request: " + fate + ".";
    Cause cause =
        switch (fate) {
          case "guard" -> Cause.GUARD_REFUSED;
          case "no-gateway" -> Cause.NO_GATEWAY;
          default -> Cause.LIMIT_REACHED;
        };
    return List.of(Suspicion.suspect(cause, evidence));
  }

  static List<Suspicion> cutShort(Talk talk) {
    Cause cause = talk.detail().equals("evicted") ? Cause.LIMIT_REACHED : Cause.ENDED_BY_IKELB;
    return List.of(Suspicion.suspect(cause, "It was ended: " + talk.detail() + "."));
  }
}
