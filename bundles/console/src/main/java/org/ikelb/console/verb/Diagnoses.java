package org.ikelb.console.verb;

import java.util.Optional;
import org.ikelb.api.diagnosis.Diagnosis;
import org.ikelb.api.diagnosis.GatewayPolicies;
import org.ikelb.api.diagnosis.MonitorLessons;
import org.ikelb.api.diagnosis.Reachability;

/**
 * What the bundle diagnosis offers, as far as it is there. Immutable.
 *
 * @param optionalDiagnosis says why clients do not get in
 * @param optionalPolicies asks gateways which algorithms they take
 * @param optionalReachability finds out whether networks let IKE through
 * @param optionalLessons learns which monitors fit a gateway; of the bundle monitor-ike
 */
public record Diagnoses(
    Optional<Diagnosis> optionalDiagnosis,
    Optional<GatewayPolicies> optionalPolicies,
    Optional<Reachability> optionalReachability,
    Optional<MonitorLessons> optionalLessons) {
  /** Nothing of it is there. */
  public static final Diagnoses NONE =
      new Diagnoses(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Diagnosis diagnosis() throws VerbFailed {
    return optionalDiagnosis.orElseThrow(Diagnoses::missing);
  }

  GatewayPolicies policies() throws VerbFailed {
    return optionalPolicies.orElseThrow(Diagnoses::missing);
  }

  Reachability reachability() throws VerbFailed {
    return optionalReachability.orElseThrow(Diagnoses::missing);
  }

  MonitorLessons lessons() throws VerbFailed {
    return optionalLessons.orElseThrow(
        () ->
            VerbFailed.notRunning(
                "nothing here asks gateways: the bundle org.ikelb.monitor-ike does not run; start"
                    + " it again, or restart ikelb"));
  }

  private static VerbFailed missing() {
    return VerbFailed.notRunning(
        "nothing here diagnoses: the bundle org.ikelb.diagnosis does not run; start it again, or"
            + " restart ikelb");
  }
}
