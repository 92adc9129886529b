package org.ikelb.console.verb;

import java.util.Optional;
import org.ikelb.api.diagnosis.Diagnosis;

/**
 * What the bundle diagnosis offers, as far as it is there. Immutable.
 *
 * @param optionalDiagnosis says why clients do not get in
 */
public record Diagnoses(Optional<Diagnosis> optionalDiagnosis) {
  /** Nothing of it is there. */
  public static final Diagnoses NONE = new Diagnoses(Optional.empty());

  Diagnosis diagnosis() throws VerbFailed {
    return optionalDiagnosis.orElseThrow(Diagnoses::missing);
  }

  private static VerbFailed missing() {
    return VerbFailed.notRunning(
        "nothing here diagnoses: the bundle org.ikelb.diagnosis does not run; start it again, or"
            + " restart ikelb");
  }
}
