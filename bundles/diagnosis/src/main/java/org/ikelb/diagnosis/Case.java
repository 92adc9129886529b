package org.ikelb.diagnosis;

import java.util.List;
import java.util.Optional;
import org.ikelb.diagnosis.seen.Talk;
import org.ikelb.diagnosis.verdict.Cause;
import org.ikelb.diagnosis.verdict.Suspicion;
import org.ikelb.diagnosis.verdict.Symptom;

/**
 * A talk, and what to think of it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param suspicions the likeliest first
 */
record Case(Talk talk, Symptom symptom, List<Suspicion> suspicions) {
  Case {
    suspicions = List.copyOf(suspicions);
  }

  /** The likeliest cause; empty: nothing went wrong. */
  Optional<Cause> cause() {
    return suspicions.stream().map(Suspicion::cause).findFirst();
  }
}
