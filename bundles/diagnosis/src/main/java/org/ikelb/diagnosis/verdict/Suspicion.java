package org.ikelb.diagnosis.verdict;

import java.util.List;

/**
 * A cause that fits, and what speaks for it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param evidence a sentence each
 */
public record Suspicion(Cause cause, List<String> evidence) {
  public Suspicion {
    evidence = List.copyOf(evidence);
  }

  static Suspicion suspect(Cause cause, String... evidence) {
    return new Suspicion(cause, List.of(evidence));
  }
}
