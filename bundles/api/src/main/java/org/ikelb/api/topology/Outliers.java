package org.ikelb.api.topology;

/** What becomes of a gateway that refuses or ignores clients which another gateway then takes. */
public enum Outliers {
  /** It gets no new sessions for a while, and that is said. */
  EJECT,
  /** It is said. */
  WARN,
  /** Nothing. */
  OFF
}
