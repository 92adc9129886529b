package org.ikelb.api.diagnosis;

/** What a gateway says to an algorithm, or to a set of them. Immutable. */
public enum PolicyAnswer {
  ACCEPTED,
  REFUSED,
  /** It said nothing, or something else: that is no refusal. */
  UNKNOWN
}
