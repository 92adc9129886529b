package org.ikelb.console.verb;

import java.util.Optional;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.GatewayPolicies;

/**
 * What the bundle diagnosis offers, as far as it is there. Immutable.
 *
 * @param optionalDiagnosis says why clients do not get in
 * @param optionalPolicies asks gateways which algorithms they take
 */
public record Diagnoses(
    Optional<Diagnosis> optionalDiagnosis, Optional<GatewayPolicies> optionalPolicies) {
  /** Nothing of it is there. */
  public static final Diagnoses NONE = new Diagnoses(Optional.empty(), Optional.empty());

  Diagnosis diagnosis() throws VerbFailed {
    return optionalDiagnosis.orElseThrow(Diagnoses::missing);
  }

  GatewayPolicies policies() throws VerbFailed {
    return optionalPolicies.orElseThrow(Diagnoses::missing);
  }

  private static VerbFailed missing() {
    return VerbFailed.notRunning(
        "nothing here diagnoses: the bundle org.ikelb.diagnosis does not run; start it again, or"
            + " restart ikelb");
  }
}
