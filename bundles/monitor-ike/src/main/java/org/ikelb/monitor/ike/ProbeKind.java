package org.ikelb.monitor.ike;

/**
 * Which question a gateway is asked.
 *
 * <p>Immutable and thread-safe.
 */
public enum ProbeKind {
  /** {@link #READINESS}; where half of the time brings no answer, {@link #LIVENESS} beside it. */
  ANY,
  /** {@link org.ikelb.ike.ReadinessProbe}. */
  READINESS,
  /** {@link org.ikelb.ike.LivenessProbe}. */
  LIVENESS
}
